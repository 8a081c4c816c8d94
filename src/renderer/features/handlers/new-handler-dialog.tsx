import { useCommand } from '../../commands/command-context'
import { request } from '../../ipc/bridge'
import { useAppStore, useAppStoreApi } from '../../stores/app-store-context'
import { Dialog } from '../../ui/dialog'
import { NameForm } from './file-dialogs'
import { handlerPathOf } from './handler-path'
import { openFile } from './open-files'

/** Makes a handler file that works as it is, and opens it. */
export function NewHandlerDialog() {
  const opened = useAppStore((state) => state.ui.newHandlerOpen)
  const store = useAppStoreApi()
  const close = () => store.getState().setUi({ newHandlerOpen: false })
  useCommand('file.newHandler', () => store.getState().setUi({ newHandlerOpen: true }))

  const create = async (name: string) => {
    const { path } = await request('handlers.create', { path: handlerPathOf(name) })
    openFile(store, path)
    close()
  }

  return (
    <Dialog title="New handler" opened={opened} onClose={close}>
      <NameForm initial="" submitLabel="Create" onSubmit={create} onCancel={close} />
    </Dialog>
  )
}
