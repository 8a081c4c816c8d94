import { Radio, SimpleGrid } from '@mantine/core'
import { useState } from 'react'
import { t } from '../../../shared/text/t'
import { useCommand } from '../../commands/command-context'
import { request } from '../../ipc/bridge'
import { useAppStore, useAppStoreApi } from '../../stores/app-store-context'
import { Dialog } from '../../ui/dialog'
import { NameForm } from './file-dialogs'
import { handlerPathOf } from './handler-path'
import { handlerTemplates, textFromTemplate } from './handler-templates'
import { openFile } from './open-files'

const starter = {
  id: 'starter',
  title: t`Starter`,
  summary: t`Answers ping and hello; a beginning for anything`,
}

/** Makes a handler file that works as it is, and opens it. */
export function NewHandlerDialog() {
  const opened = useAppStore((state) => state.ui.newHandlerOpen)
  const store = useAppStoreApi()
  const close = () => store.getState().setUi({ newHandlerOpen: false })
  useCommand('file.newHandler', () => store.getState().setUi({ newHandlerOpen: true }))
  return (
    <Dialog title={t`New handler`} opened={opened} onClose={close} width={640}>
      <NewHandlerForm onClose={close} />
    </Dialog>
  )
}

function NewHandlerForm({ onClose }: { readonly onClose: () => void }) {
  const store = useAppStoreApi()
  const [template, setTemplate] = useState(starter.id)

  const create = async (name: string) => {
    const path = handlerPathOf(name)
    const text = template === starter.id ? undefined : await textFromTemplate(template, path)
    await request('handlers.create', text === undefined ? { path } : { path, text })
    openFile(store, path)
    onClose()
  }

  return (
    <NameForm
      initial=""
      suggestion={template === starter.id ? undefined : template}
      submitLabel={t`Create`}
      onSubmit={create}
      onCancel={onClose}
    >
      <Radio.Group label={t`Template`} value={template} onChange={setTemplate} mt="md">
        <SimpleGrid cols={2} spacing="md" verticalSpacing="xs" mt={6}>
          {[starter, ...handlerTemplates].map(({ id, title, summary }) => (
            <Radio key={id} value={id} label={title} description={summary} size="xs" />
          ))}
        </SimpleGrid>
      </Radio.Group>
    </NameForm>
  )
}
