import { Button, Menu } from '@mantine/core'
import { Timer } from 'lucide-react'
import { useState } from 'react'
import type { Holding } from '../../../shared/model/workspace'
import { t } from '../../../shared/text/t'
import { useAppStore } from '../../stores/app-store-context'
import { notifyUndo } from '../../ui/notify-undo'
import { perform } from '../../ui/perform'
import classes from './held.module.css'
import { holdingWords } from './held-words'
import { HoldingDialog } from './holding-dialog'

const choices: readonly Holding[] = [
  { timeoutMs: 10_000, onTimeout: 'release' },
  { timeoutMs: 60_000, onTimeout: 'release' },
  { timeoutMs: 300_000, onTimeout: 'release' },
  { timeoutMs: 60_000, onTimeout: 'drop' },
  { timeoutMs: 60_000, onTimeout: 'never' },
]

/** Chooses what becomes of a held message that nobody decides on; kept in the workspace. */
export function HoldingMenu() {
  const holding = useAppStore((state) => state.holding)
  const [isDialogOpen, setDialogOpen] = useState(false)
  const words = holdingWords(holding)
  const isOffered = choices.some((choice) => holdingWords(choice) === words)
  const choose = async (chosen: string) => {
    const choice = choices.find((one) => holdingWords(one) === chosen)
    if (!choice || !(await perform('held.setPolicy', choice))) return
    notifyUndo(t`Time-out: ${chosen}`, () => void perform('held.setPolicy', holding), t`holding`)
  }
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            aria-label={t`Time-out: ${words}`}
            title={`${words}\n${t`What becomes of a held message that nobody decides on`}`}
            leftSection={<Timer size={13} aria-hidden />}
          >
            <span className={classes.policy}>{words}</span>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.RadioGroup value={words} onChange={(chosen) => void choose(chosen)}>
            {[...choices, ...(isOffered ? [] : [holding])].map((choice) => (
              <Menu.RadioItem key={holdingWords(choice)} closeMenuOnClick value={holdingWords(choice)}>
                {holdingWords(choice)}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
          <Menu.Divider />
          <Menu.Item onClick={() => setDialogOpen(true)}>{t`Another time…`}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <HoldingDialog opened={isDialogOpen} onClose={() => setDialogOpen(false)} />
    </>
  )
}
