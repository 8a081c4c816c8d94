import { Button, Checkbox, TextInput } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { messageOf } from '../../../shared/errors'
import { t } from '../../../shared/text/t'
import { request } from '../../ipc/bridge'
import { useAppStore, useAppStoreApi } from '../../stores/app-store-context'
import { handlerPathOf } from '../handlers/handler-path'
import { openFile } from '../handlers/open-files'
import classes from './recording.module.css'

export interface MakeHandlerFormProps {
  readonly initialName: string
  /** The path that the handler will serve. */
  readonly path: string
  /** Fields before the name. */
  readonly children?: ReactNode
  /** Makes the file; its error is shown. */
  readonly make: (to: string) => Promise<void>
  readonly onMade: () => void
}

/** Asks for a new handler's name, makes it and opens it; offers to switch off who answers the same path now. */
export function MakeHandlerForm({ initialName, path, children, make, onMade }: MakeHandlerFormProps) {
  const store = useAppStoreApi()
  const others = useOthers(path)
  const [name, setName] = useState(initialName)
  const [switchOff, setSwitchOff] = useState(true)
  const [error, setError] = useState<string | null>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const to = handlerPathOf(name.trim())
    try {
      await make(to)
      if (switchOff) {
        for (const file of others) await request('handlers.setDisabled', { path: file, disabled: true })
      }
      openFile(store, to)
      onMade()
    } catch (failure) {
      setError(messageOf(failure))
    }
  }
  return (
    <form className={classes.form} onSubmit={submit}>
      <div className={classes.bar}>
        {children}
        <TextInput
          label={t`Handler file`}
          data-autofocus
          flex={1}
          spellCheck={false}
          value={name}
          onChange={(event) => {
            setName(event.currentTarget.value)
            setError(null)
          }}
        />
        <Button type="submit" disabled={name.trim() === ''}>
          {t`Make the handler`}
        </Button>
      </div>
      {others.length > 0 && (
        <Checkbox
          mt={8}
          label={t`Switch off ${others.map((file) => file.replace(/^handlers\//, '')).join(', ')}, which would answer the same messages`}
          checked={switchOff}
          onChange={(event) => setSwitchOff(event.currentTarget.checked)}
        />
      )}
      {error !== null && (
        <p role="alert" className={classes.error}>
          {error}
        </p>
      )}
    </form>
  )
}

/** Files with a handler that serves the path for certain: every path, or just this one. */
function useOthers(path: string): readonly string[] {
  const handlers = useAppStore((state) => state.handlers)
  const same = handlers.filter((handler) => handler.path === 'every path' || handler.path === path)
  return [...new Set(same.filter(({ passthrough }) => passthrough === null).map(({ file }) => file))]
}
