import { Autocomplete, Button, Group, Stack } from '@mantine/core'
import { useState } from 'react'
import { t } from '../../../shared/text/t'
import { useAppStore } from '../../stores/app-store-context'
import { perform } from '../../ui/perform'

export interface JoinRoomFormProps {
  readonly connection: string
  readonly onDone: () => void
}

/** Puts a connection into a room, an existing or a new one. */
export function JoinRoomForm({ connection, onDone }: JoinRoomFormProps) {
  const rooms = useAppStore((state) => state.rooms)
  const [room, setRoom] = useState('')
  const join = async () => {
    if (room !== '' && (await perform('connections.join', { connection, room }))) onDone()
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void join()
      }}
    >
      <Stack gap="xs">
        <Autocomplete
          label={t`Room`}
          size="xs"
          data-autofocus
          data={[...rooms.keys()]}
          limit={50}
          value={room}
          onChange={setRoom}
        />
        <Group justify="flex-end">
          <Button type="submit" disabled={room === ''}>
            {t`Join`}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
