import { Grid3x3, Megaphone } from 'lucide-react'
import { useState } from 'react'
import { t } from '../../../shared/text/t'
import { useCommand } from '../../commands/command-context'
import { focusRegion } from '../../commands/focus-region'
import { useAppStore } from '../../stores/app-store-context'
import { formatCount } from '../../ui/amounts'
import { EmptyState } from '../../ui/empty-state'
import { IconButton } from '../../ui/icon-button'
import { Region } from '../../ui/region'
import { BroadcastDialog } from './broadcast-dialog'
import { MoveDialog, type Movers } from './move-dialog'
import { RoomMapDialog } from './room-map-dialog'
import { roomOfKey } from './room-nodes'
import { RoomsTree } from './rooms-tree'

/** The rooms of the whole server, and who is in them. */
export function RoomsRegion() {
  const rooms = useAppStore((state) => state.rooms)
  const [active, setActive] = useState<string | null>(null)
  const [broadcast, setBroadcast] = useState<string | null>(null)
  const [mapOpen, setMapOpen] = useState(false)
  const [movers, setMovers] = useState<Movers | null>(null)
  // The menu item that may have opened it is gone, so the focus can't go back there.
  const closeBroadcast = () => {
    setBroadcast(null)
    focusRegion(t`Rooms`)
  }
  const closeMove = () => {
    setMovers(null)
    focusRegion(t`Rooms`)
  }
  const empty = rooms.size === 0
  const target = roomOfKey(rooms, active)
  const openMap = () => setMapOpen(true)
  useCommand('rooms.map', openMap, !empty)
  return (
    <Region
      name={t`Rooms`}
      count={empty ? undefined : formatCount(rooms.size)}
      scroll={empty}
      actions={
        <>
          <IconButton label={t`Who is in which room`} icon={Grid3x3} disabled={empty} onClick={openMap} />
          <IconButton
            label={t`Broadcast to room`}
            icon={Megaphone}
            disabled={target === null}
            onClick={() => setBroadcast(target)}
          />
        </>
      }
    >
      {empty ? (
        <EmptyState compact>
          {t`No rooms.`} <code>ctx.joinRoom('lobby')</code> {t`in a handler makes one, or`}{' '}
          <em>{t`Join room…`}</em> {t`in a connection’s menu.`}
        </EmptyState>
      ) : (
        <RoomsTree
          rooms={rooms}
          active={active}
          onActive={setActive}
          onBroadcast={setBroadcast}
          onMove={setMovers}
        />
      )}
      <BroadcastDialog room={broadcast} onClose={closeBroadcast} />
      <MoveDialog movers={movers} onClose={closeMove} />
      <RoomMapDialog opened={mapOpen} onClose={() => setMapOpen(false)} />
    </Region>
  )
}
