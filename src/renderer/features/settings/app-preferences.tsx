import { Checkbox, NumberInput, SegmentedControl, Stack } from '@mantine/core'
import { type Theme, themes } from '../../../shared/model/preferences'
import { t } from '../../../shared/text/t'
import { useAppStore } from '../../stores/app-store-context'
import { perform } from '../../ui/perform'
import classes from './settings.module.css'

const themeWords: Readonly<Record<Theme, string>> = {
  system: t`As the system`,
  light: t`Light`,
  dark: t`Dark`,
}

/** What holds for every workspace on this computer; each choice takes effect at once. */
export function AppPreferences() {
  const preferences = useAppStore((state) => state.preferences)
  return (
    <Stack gap="md" role="group" aria-label={t`This computer`}>
      <div>
        <div className={classes.label} id="settings-theme">
          {t`Theme`}
        </div>
        <SegmentedControl
          aria-labelledby="settings-theme"
          data={themes.map((value) => ({ value, label: themeWords[value] }))}
          value={preferences.theme}
          onChange={(value) => {
            const theme = themes.find((one) => one === value)
            if (theme) void perform('preferences.set', { theme })
          }}
        />
      </div>
      <Checkbox
        label={t`More contrast`}
        description={t`Stronger text, borders and focus; also when the system asks for it`}
        checked={preferences.moreContrast}
        onChange={(event) => perform('preferences.set', { moreContrast: event.currentTarget.checked })}
      />
      <NumberInput
        label={t`Editor font size in pixels`}
        w={180}
        min={9}
        max={32}
        clampBehavior="strict"
        allowDecimal={false}
        value={preferences.editorFontSize}
        onChange={(size) => {
          if (typeof size === 'number') void perform('preferences.set', { editorFontSize: size })
        }}
      />
      <Checkbox
        label={t`Wrap long lines in the editor`}
        checked={preferences.editorWordWrap}
        onChange={(event) => perform('preferences.set', { editorWordWrap: event.currentTarget.checked })}
      />
      <Checkbox
        label={t`Format handler files on save`}
        description={t`Indents and spaces only; a file with syntax errors is saved as it is`}
        checked={preferences.formatOnSave}
        onChange={(event) => perform('preferences.set', { formatOnSave: event.currentTarget.checked })}
      />
    </Stack>
  )
}
