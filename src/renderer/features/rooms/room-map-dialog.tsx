import { Button, Group, Stack } from '@mantine/core'
import { useMemo, useState } from 'react'
import { t } from '../../../shared/text/t'
import { useAppStore } from '../../stores/app-store-context'
import { Dialog } from '../../ui/dialog'
import { perform } from '../../ui/perform'
import { moveMembers } from './move-members'
import { type MapCell, mapWords, roomMap } from './room-map'
import { RoomMapGrid } from './room-map-grid'

export interface RoomMapDialogProps {
  readonly opened: boolean
  readonly onClose: () => void
}

/** A picture of who is in which room, in which people can be put into rooms and taken out. */
export function RoomMapDialog({ opened, onClose }: RoomMapDialogProps) {
  return (
    <Dialog title={t`Who is in which room`} opened={opened} onClose={onClose} width={760}>
      <RoomMapView />
    </Dialog>
  )
}

function RoomMapView() {
  const rooms = useAppStore((state) => state.rooms)
  const connections = useAppStore((state) => state.connections)
  const map = useMemo(() => roomMap(rooms), [rooms])
  const [chosen, setChosen] = useState({ connection: '', room: '' })
  const cell: MapCell = {
    row: Math.max(
      0,
      map.rows.findIndex(({ connection }) => connection === chosen.connection),
    ),
    column: Math.max(
      0,
      map.rooms.findIndex(({ name }) => name === chosen.room),
    ),
  }
  const row = map.rows[cell.row]
  const room = map.rooms[cell.column]?.name
  if (!row || room === undefined) return <p>{t`Nobody is in a room.`}</p>

  const { connection } = row
  const isIn = row.rooms.has(room)
  const toggle = () => {
    if (isIn) void moveMembers({ members: [connection], from: room, to: null })
    else void perform('connections.join', { connection, room })
  }
  const path = connections.get(connection)?.path ?? ''
  return (
    <Stack gap="xs">
      <p style={{ margin: 0 }}>{mapWords(map, connections.size)}</p>
      <RoomMapGrid
        map={map}
        pathOf={(id) => connections.get(id)?.path ?? ''}
        cell={cell}
        onCell={({ row: nextRow, column }) =>
          setChosen({
            connection: map.rows[nextRow]?.connection ?? '',
            room: map.rooms[column]?.name ?? '',
          })
        }
        onToggle={toggle}
      />
      <Group justify="space-between" wrap="nowrap">
        <span>{t`${connection} (${path}) is ${isIn ? t`in` : t`not in`} ${room}`}</span>
        <Button variant="default" onClick={toggle} title={t`Space`}>
          {isIn ? t`Take out` : t`Put in`}
        </Button>
      </Group>
    </Stack>
  )
}
