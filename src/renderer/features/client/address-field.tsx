import { ActionIcon, Menu, TextInput } from '@mantine/core'
import { ChevronDown } from 'lucide-react'
import { type RefObject, useState } from 'react'
import { t } from '../../../shared/text/t'
import { useAppStore, useAppStoreApi } from '../../stores/app-store-context'
import { perform } from '../../ui/perform'
import classes from './client.module.css'

export interface AddressFieldProps {
  readonly address: string
  /** The one of this window's server, '' while it does not run. */
  readonly suggested: string
  /** F6 and the key of the region bring the focus here. */
  readonly takesFocus: boolean
  readonly fieldRef: RefObject<HTMLInputElement | null>
  /** Null for the server's own, whichever that is. */
  readonly onChange: (address: string | null) => void
}

/** Where to connect to. The arrow at its end, or Arrow down, offers the addresses that were used before. */
export function AddressField({ address, suggested, takesFocus, fieldRef, onChange }: AddressFieldProps) {
  const [opened, setOpened] = useState(false)
  const recent = useAppStore((state) => state.clientAddresses)
  const choose = (chosen: string | null) => {
    onChange(chosen)
    fieldRef.current?.focus()
  }
  return (
    <TextInput
      ref={fieldRef}
      aria-label={t`Address`}
      data-region-focus={takesFocus || undefined}
      placeholder="ws://127.0.0.1:4400/path"
      className={classes.address}
      spellCheck={false}
      value={address}
      onChange={(event) => onChange(event.currentTarget.value === '' ? null : event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowDown' || recent.length === 0) return
        event.preventDefault()
        setOpened(true)
      }}
      rightSection={
        recent.length > 0 && (
          <Menu opened={opened} onChange={setOpened} position="bottom-end" returnFocus={false} width={320}>
            <Menu.Target>
              <ActionIcon
                aria-label={t`Recent addresses`}
                title={t`Recent addresses (Arrow down)`}
                // The field's Arrow down opens it, too: the Tab key goes on to the buttons.
                tabIndex={-1}
                size={20}
                color="gray"
              >
                <ChevronDown size={14} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <RecentAddresses recent={recent} suggested={suggested} onChoose={choose} />
            </Menu.Dropdown>
          </Menu>
        )
      }
    />
  )
}

interface RecentAddressesProps {
  readonly recent: readonly string[]
  readonly suggested: string
  readonly onChoose: (address: string | null) => void
}

function RecentAddresses({ recent, suggested, onChoose }: RecentAddressesProps) {
  const app = useAppStoreApi()
  const forget = async () => {
    if (!(await perform('client.forgetHistory'))) return
    const { ui, setUi } = app.getState()
    setUi({ clientHistoryForgotten: ui.clientHistoryForgotten + 1 })
  }
  return (
    <>
      {suggested !== '' && (
        <Menu.Item onClick={() => onChoose(null)}>
          <span className={classes.recent}>{suggested}</span>
          <span className={classes.own}>{t`this server`}</span>
        </Menu.Item>
      )}
      {recent
        .filter((address) => address !== suggested)
        .map((address) => (
          <Menu.Item key={address} onClick={() => onChoose(address)}>
            <span className={classes.recent}>{address}</span>
          </Menu.Item>
        ))}
      <Menu.Divider />
      <Menu.Item onClick={() => void forget()}>{t`Forget addresses and sent messages`}</Menu.Item>
    </>
  )
}
