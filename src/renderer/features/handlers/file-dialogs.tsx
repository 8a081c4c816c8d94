import { Button, Group, TextInput } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { messageOf } from '../../../shared/errors'
import { t } from '../../../shared/text/t'
import { useAppStoreApi } from '../../stores/app-store-context'
import { Dialog } from '../../ui/dialog'
import type { HandlerEditor } from './editor/handler-editor'
import { deleteFile, moveFile } from './file-changes'
import { handlerPathOf, handlersFolder } from './handler-path'

/** Which question about which file is open. */
export interface FileDialog {
  readonly kind: 'rename' | 'remove'
  readonly path: string
}

export interface FileDialogsProps {
  readonly dialog: FileDialog | null
  readonly editor: HandlerEditor | null
  readonly onClose: () => void
}

/** The questions about one handler file. */
export function FileDialogs({ dialog, editor, onClose }: FileDialogsProps) {
  if (!dialog) return null
  const Content = dialog.kind === 'rename' ? RenameForm : RemoveForm
  return (
    <Dialog opened title={dialog.kind === 'rename' ? t`Rename handler` : t`Delete handler`} onClose={onClose}>
      <Content key={dialog.path} path={dialog.path} editor={editor} onClose={onClose} />
    </Dialog>
  )
}

interface FormProps {
  readonly path: string
  readonly editor: HandlerEditor | null
  readonly onClose: () => void
}

function RenameForm({ path, editor, onClose }: FormProps) {
  const store = useAppStoreApi()
  const rename = async (name: string) => {
    await moveFile({ store, documents: editor?.documents ?? null }, path, handlerPathOf(name))
    onClose()
  }
  return (
    <NameForm
      initial={path.slice(handlersFolder.length)}
      submitLabel={t`Rename`}
      onSubmit={rename}
      onCancel={onClose}
    />
  )
}

function RemoveForm({ path, editor, onClose }: FormProps) {
  const store = useAppStoreApi()
  const [error, setError] = useState<string | null>(null)
  const remove = async () => {
    try {
      await deleteFile({ store, documents: editor?.documents ?? null }, path)
      onClose()
    } catch (failure) {
      setError(messageOf(failure))
    }
  }
  return (
    <>
      <p style={{ margin: '0 0 12px' }}>
        <code>{path}</code>{' '}
        {t`will be deleted from disk. Open connections stay open and are served without it.`}
      </p>
      {error && (
        <p role="alert" style={{ color: 'var(--u-error)' }}>
          {error}
        </p>
      )}
      <Group justify="flex-end" gap="xs">
        <Button size="xs" variant="default" onClick={onClose} data-autofocus>
          {t`Cancel`}
        </Button>
        <Button size="xs" onClick={remove}>
          {t`Delete`}
        </Button>
      </Group>
    </>
  )
}

export interface NameFormProps {
  readonly initial: string
  /** The name that is taken where none was typed. */
  readonly suggestion?: string | undefined
  readonly submitLabel: string
  /** Its error is shown at the field. */
  readonly onSubmit: (name: string) => Promise<void>
  readonly onCancel: () => void
  /** What else is asked for, below the name. */
  readonly children?: ReactNode
}

/** Asks for the name of a handler file; `.ts` may be left out. */
export function NameForm({
  initial,
  suggestion = '',
  submitLabel,
  onSubmit,
  onCancel,
  children,
}: NameFormProps) {
  const [typed, setName] = useState(initial)
  const name = typed.trim() === '' ? suggestion : typed.trim()
  const [error, setError] = useState<string | null>(null)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    try {
      await onSubmit(name)
    } catch (failure) {
      setError(messageOf(failure))
    }
  }

  return (
    <form onSubmit={submit}>
      <TextInput
        label={t`Name`}
        description={t`Inside handlers/; a folder may be part of it, like shop/orders.ts`}
        data-autofocus
        value={typed}
        placeholder={suggestion}
        error={error}
        spellCheck={false}
        onChange={(event) => {
          setName(event.currentTarget.value)
          setError(null)
        }}
      />
      {children}
      <Group justify="flex-end" gap="xs" mt="md">
        <Button size="xs" variant="default" onClick={onCancel}>
          {t`Cancel`}
        </Button>
        <Button size="xs" type="submit" disabled={name === ''}>
          {submitLabel}
        </Button>
      </Group>
    </form>
  )
}
