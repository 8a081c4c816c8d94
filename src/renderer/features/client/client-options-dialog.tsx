import { Checkbox, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { type ClientView, clientName } from '../../../shared/model/client'
import { t } from '../../../shared/text/t'
import { request } from '../../ipc/bridge'
import { useAppStore, useAppStoreApi } from '../../stores/app-store-context'
import { Dialog } from '../../ui/dialog'
import { DialogForm } from '../../ui/dialog-form'
import { useLast } from '../../ui/use-last'
import { AuthFields } from './auth-fields'
import classes from './client.module.css'
import { type OptionsDraft, optionsDraftOf, optionsOf, optionsProblems } from './options-form'

/** How a client connects. */
export function ClientOptionsDialog() {
  const app = useAppStoreApi()
  const view = useAppStore(({ clients, ui }) => clients.find(({ id }) => id === ui.clientOptions))
  const shown = useLast(view ?? null)
  const close = () => app.getState().setUi({ clientOptions: null })
  return (
    <Dialog
      title={shown ? t`Options of ${clientName(shown.id)}` : t`Client options`}
      opened={view !== undefined}
      onClose={close}
      width={480}
    >
      {shown && <OptionsForm key={shown.id} view={shown} onDone={close} />}
    </Dialog>
  )
}

function OptionsForm({ view, onDone }: { readonly view: ClientView; readonly onDone: () => void }) {
  const [draft, setDraft] = useState(() => optionsDraftOf(view.options))
  const problems = optionsProblems(draft)
  const change = (part: Partial<OptionsDraft>) => setDraft({ ...draft, ...part })

  const save = async () => {
    await request('client.configure', { client: view.id, options: optionsOf(draft) })
    onDone()
  }

  return (
    <DialogForm problems={problems} onSave={save} onCancel={onDone}>
      {(shown) => (
        <>
          <Textarea
            label={t`Headers`}
            description={t`One a line, for instance Cookie: session=42`}
            data-autofocus
            autosize
            minRows={2}
            maxRows={8}
            spellCheck={false}
            styles={{ input: { fontFamily: 'var(--u-font-mono)' } }}
            value={draft.headers}
            error={shown.headers}
            onChange={(event) => change({ headers: event.currentTarget.value })}
          />
          <TextInput
            label={t`Subprotocols`}
            description={t`In the order of preference, for instance graphql-transport-ws, chat.v2`}
            spellCheck={false}
            value={draft.protocols}
            error={shown.protocols}
            onChange={(event) => change({ protocols: event.currentTarget.value })}
          />
          <AuthFields draft={draft} problems={shown} onChange={change} />
          <Checkbox
            label={t`Reconnect automatically`}
            description={t`After 1 s, then 2, 4 … 30 s, until you disconnect`}
            checked={draft.reconnect}
            onChange={(event) => change({ reconnect: event.currentTarget.checked })}
          />
          <Checkbox
            label={t`Accept a self-signed certificate`}
            description={t`For wss; one of this computer is accepted anyway`}
            checked={draft.acceptAnyCertificate}
            onChange={(event) => change({ acceptAnyCertificate: event.currentTarget.checked })}
          />
          <p className={classes.hint}>
            {t`Changes count from the next connection on. Headers, passwords and tokens are never written to disk: they are forgotten when Understudy is closed.`}
          </p>
        </>
      )}
    </DialogForm>
  )
}
