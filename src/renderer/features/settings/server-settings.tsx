import {
  Button,
  Checkbox,
  Group,
  NativeSelect,
  NumberInput,
  Stack,
  TagsInput,
  TextInput,
} from '@mantine/core'
import { useState } from 'react'
import { messageOf } from '../../../shared/errors'
import { t } from '../../../shared/text/t'
import { request } from '../../ipc/bridge'
import { useAppStore } from '../../stores/app-store-context'
import { notifyUndo } from '../../ui/notify-undo'
import { perform } from '../../ui/perform'
import { Refusal } from '../../ui/refusal'
import {
  formerSettings,
  needsRestart,
  type ServerDraft,
  type ServerProblems,
  serverChanges,
  serverProblems,
} from './server-form'
import classes from './settings.module.css'

/** The `server` part of `understudy.json`. */
export function ServerSettingsForm({ onDone }: { readonly onDone: () => void }) {
  const current = useAppStore((state) => state.settings)
  const running = useAppStore((state) => state.server.state === 'running')
  const [draft, setDraft] = useState<ServerDraft>(current)
  const [refusal, setRefusal] = useState<string | null>(null)
  const problems = serverProblems(draft)
  const changes = serverChanges(draft, current)
  const isChanged = changes === null || Object.keys(changes).length > 0

  const save = async () => {
    if (changes === null) return
    try {
      await request('server.configure', changes)
      const former = formerSettings(changes, current)
      notifyUndo(
        t`The settings were saved to understudy.json.`,
        () => void perform('server.configure', former),
        t`server settings`,
      )
      onDone()
    } catch (error) {
      setRefusal(messageOf(error))
    }
  }

  return (
    <form
      aria-label={t`Server settings`}
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <Stack gap="sm">
        <ServerFields
          draft={draft}
          problems={problems}
          onChange={(part) => setDraft({ ...draft, ...part })}
        />
        <Refusal>{refusal}</Refusal>
        <Group justify="flex-end">
          {running && changes !== null && needsRestart(changes) && (
            <span
              className={classes.note}
            >{t`Saving restarts the server: clients have to connect again.`}</span>
          )}
          <Button type="submit" disabled={!isChanged || changes === null}>
            {t`Save`}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

interface FieldsProps {
  readonly draft: ServerDraft
  readonly problems: ServerProblems
  readonly onChange: (part: Partial<ServerDraft>) => void
}

function ServerFields(props: FieldsProps) {
  return (
    <>
      <AddressFields {...props} />
      <AccessFields {...props} />
      <LimitFields {...props} />
    </>
  )
}

function AddressFields({ draft, problems, onChange }: FieldsProps) {
  return (
    <div className={classes.columns}>
      <TextInput
        label={t`Host`}
        data-autofocus
        description={t`127.0.0.1 is for this machine only, 0.0.0.0 for the network`}
        value={draft.host}
        error={problems.host}
        onChange={(event) => onChange({ host: event.currentTarget.value })}
      />
      <NumberInput
        label={t`Port`}
        description={t`0 takes any free one`}
        allowDecimal={false}
        value={draft.port}
        error={problems.port}
        onChange={(port) => onChange({ port })}
      />
      <NativeSelect
        label={t`A path that no handler or rule answers`}
        data={[
          { value: 'reject', label: t`is refused with 404` },
          { value: 'accept', label: t`is accepted, and nothing answers` },
          { value: 'echo', label: t`is accepted and echoes` },
        ]}
        value={draft.unmatchedPath}
        onChange={({ currentTarget: { value } }) =>
          onChange({ unmatchedPath: value === 'accept' || value === 'echo' ? value : 'reject' })
        }
      />
      <Stack gap={6} justify="flex-end">
        <Checkbox
          label={t`TLS (wss:// with a certificate made on this machine)`}
          checked={draft.tls}
          onChange={(event) => onChange({ tls: event.currentTarget.checked })}
        />
        <Checkbox
          label={t`Compression (permessage-deflate)`}
          checked={draft.compression}
          onChange={(event) => onChange({ compression: event.currentTarget.checked })}
        />
      </Stack>
    </div>
  )
}

function AccessFields({ draft, problems, onChange }: FieldsProps) {
  return (
    <div className={classes.columns}>
      <TagsInput
        label={t`Allowed origins`}
        description={t`Web pages that may connect; localhost stands for all of this machine, * for any`}
        value={[...draft.allowedOrigins]}
        error={problems.allowedOrigins}
        onChange={(allowedOrigins) => onChange({ allowedOrigins })}
      />
      <TagsInput
        label={t`Allowed host names`}
        description={t`Names that clients may call this server by, beside localhost and IP addresses`}
        value={[...draft.allowedHosts]}
        error={problems.allowedHosts}
        onChange={(allowedHosts) => onChange({ allowedHosts })}
      />
    </div>
  )
}

function LimitFields({ draft, problems, onChange }: FieldsProps) {
  return (
    <div className={classes.columns}>
      <NumberInput
        label={t`Most connections`}
        allowDecimal={false}
        thousandSeparator
        value={draft.maxConnections}
        error={problems.maxConnections}
        onChange={(maxConnections) => onChange({ maxConnections })}
      />
      <NumberInput
        label={t`Largest message in bytes`}
        allowDecimal={false}
        thousandSeparator
        value={draft.maxPayload}
        error={problems.maxPayload}
        onChange={(maxPayload) => onChange({ maxPayload })}
      />
      <NumberInput
        label={t`Most new connections per second`}
        placeholder={t`No limit`}
        allowDecimal={false}
        value={draft.maxConnectionsPerSecond ?? ''}
        error={problems.maxConnectionsPerSecond}
        onChange={(rate) => onChange({ maxConnectionsPerSecond: typeof rate === 'number' ? rate : null })}
      />
    </div>
  )
}
