import { Menu } from '@mantine/core'
import { ChevronDown } from 'lucide-react'
import { type ClientMessageKind, clientMessageKinds } from '../../../shared/model/client'
import { t } from '../../../shared/text/t'
import { IconButton } from '../../ui/icon-button'

export interface SendMenuProps {
  readonly kind: ClientMessageKind
  readonly connected: boolean
  readonly onKind: (kind: ClientMessageKind) => void
  readonly onPing: () => void
}

const titles: Readonly<Record<ClientMessageKind, string>> = {
  text: t`As text`,
  hex: t`As binary, typed in hex`,
}

/** How the text goes, and what can be sent without one. */
export function SendMenu({ kind, connected, onKind, onPing }: SendMenuProps) {
  return (
    <Menu position="top-end">
      <Menu.Target>
        <IconButton label={t`Kind of message`} icon={ChevronDown} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup
          value={kind}
          onChange={(value) => {
            const chosen = clientMessageKinds.find((one) => one === value)
            if (chosen) onKind(chosen)
          }}
        >
          {clientMessageKinds.map((one) => (
            <Menu.RadioItem key={one} value={one} closeMenuOnClick>
              {titles[one]}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item disabled={!connected} onClick={onPing}>
          {t`Send a ping`}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
