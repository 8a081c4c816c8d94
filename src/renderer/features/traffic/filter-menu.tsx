import { Menu } from '@mantine/core'
import { ListFilter } from 'lucide-react'
import type { ReactNode } from 'react'
import { t } from '../../../shared/text/t'
import { useAppStore } from '../../stores/app-store-context'
import { formatCount } from '../../ui/amounts'
import { IconButton } from '../../ui/icon-button'
import {
  type ChipSubject,
  chipWords,
  directionChoices,
  hasChip,
  kindGroupNames,
  originChoices,
  toggleChip,
} from './filter-chips'
import type { TrafficFilterControl } from './use-traffic-filter'

/** Connections or rooms that the menu offers: more than these are chosen in their own region. */
const maxOffered = 15

interface MenuPartProps {
  readonly control: TrafficFilterControl
}

/** Everything that the list can be narrowed to, each with a tick where it is. */
export function FilterMenu({ control }: MenuPartProps) {
  return (
    // Short enough for any window; a menu that can scroll would cut off those beside it.
    <Menu
      position="bottom-start"
      closeOnItemClick={false}
      middlewares={{ size: false }}
      styles={{ dropdown: { overflow: 'visible' } }}
    >
      <Menu.Target>
        <IconButton label={t`Filter by connection, room, direction, origin or type`} icon={ListFilter} />
      </Menu.Target>
      <Menu.Dropdown>
        <ChipItem control={control} chip={{ type: 'marked' }} />
        <Part title={t`Connection`}>
          <ConnectionItems control={control} />
        </Part>
        <Part title={t`Room`}>
          <RoomItems control={control} />
        </Part>
        <Part title={t`Direction`}>
          {directionChoices.map((direction) => (
            <ChipItem key={direction} control={control} chip={{ type: 'direction', direction }} />
          ))}
        </Part>
        <Part title={t`Origin`}>
          {originChoices.map((origin) => (
            <ChipItem key={origin} control={control} chip={{ type: 'origin', origin }} />
          ))}
        </Part>
        <Part title={t`Type`}>
          {kindGroupNames.map((group) => (
            <ChipItem key={group} control={control} chip={{ type: 'kinds', group }} />
          ))}
        </Part>
      </Menu.Dropdown>
    </Menu>
  )
}

/** All of them in one menu would be higher than a small window. */
function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Menu.Sub>
      <Menu.Sub.Target>
        <Menu.Sub.Item>{title}</Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown>{children}</Menu.Sub.Dropdown>
    </Menu.Sub>
  )
}

interface ChipItemProps extends MenuPartProps {
  readonly chip: ChipSubject
  /** Instead of what the chip says. */
  readonly words?: string
}

function ChipItem({ control: { filter, change }, chip, words = chipWords(chip) }: ChipItemProps) {
  return (
    <Menu.CheckboxItem checked={hasChip(filter, chip)} onChange={() => change(toggleChip(filter, chip))}>
      {words}
    </Menu.CheckboxItem>
  )
}

/** The chosen connections and the newest open ones. */
function ConnectionItems({ control }: MenuPartProps) {
  const connections = useAppStore((state) => state.connections)
  const chosen = control.filter.connections
  const others = [...connections.keys()].reverse().filter((id) => !chosen.includes(id))
  const offered = [...chosen, ...others.slice(0, maxOffered)]
  if (offered.length === 0) return <Menu.Label>{t`No client is connected`}</Menu.Label>
  return (
    <>
      {offered.map((id) => {
        const path = connections.get(id)?.path
        const words = path === undefined ? id : `${id} ${path}`
        return <ChipItem key={id} control={control} chip={{ type: 'connection', id }} words={words} />
      })}
      <MoreLabel left={others.length - maxOffered} where={t`Connections`} />
    </>
  )
}

/** The chosen room and those with the most members. */
function RoomItems({ control }: MenuPartProps) {
  const rooms = useAppStore((state) => state.rooms)
  const chosen = control.filter.room
  const others = [...rooms.values()]
    .filter(({ name }) => name !== chosen)
    .sort((one, other) => other.members.length - one.members.length)
    .map(({ name }) => name)
  const offered = [...(chosen === null ? [] : [chosen]), ...others.slice(0, maxOffered)]
  if (offered.length === 0) return <Menu.Label>{t`Nobody is in a room`}</Menu.Label>
  return (
    <>
      {offered.map((name) => (
        <ChipItem key={name} control={control} chip={{ type: 'room', name }} words={name} />
      ))}
      <MoreLabel left={others.length - maxOffered} where={t`Rooms`} />
    </>
  )
}

function MoreLabel({ left, where }: { readonly left: number; readonly where: string }) {
  if (left <= 0) return null
  return <Menu.Label>{t`${formatCount(left)} more: choose them in ${where}`}</Menu.Label>
}
