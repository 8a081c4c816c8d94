import { Button, Group } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { AboutApp } from '../../../shared/ipc/snapshot'
import { t } from '../../../shared/text/t'
import { request } from '../../ipc/bridge'
import { useAppStore, useAppStoreApi } from '../../stores/app-store-context'
import { Dialog } from '../../ui/dialog'
import { notifyDone, notifyError, perform } from '../../ui/perform'
import classes from './about-dialog.module.css'

/** Which version this is and what it runs on, to be copied into a report. */
export function AboutDialog() {
  const opened = useAppStore((state) => state.ui.aboutOpen)
  const store = useAppStoreApi()
  const [about, setAbout] = useState<AboutApp | null>(null)

  useEffect(() => {
    if (!opened) return
    request('app.about').then(setAbout, (error) => notifyError(String(error)))
  }, [opened])

  const lines = about ? linesOf(about) : []
  const copy = async () => {
    const text = lines.map(([name, value]) => `${name} ${value}`).join('\n')
    if (await perform('app.copyText', text)) notifyDone(t`Copied the versions`)
  }
  return (
    <Dialog
      title={t`About Understudy`}
      opened={opened}
      onClose={() => store.getState().setUi({ aboutOpen: false })}
      width={360}
    >
      <p className={classes.claim}>{t`The stand-in for your WebSocket server.`}</p>
      <dl className={classes.versions}>
        {lines.map(([name, value]) => (
          <div key={name} className={classes.row}>
            <dt>{name}</dt>
            <dd className="u-mono">{value}</dd>
          </div>
        ))}
      </dl>
      <Group justify="flex-end">
        <Button variant="default" onClick={() => void copy()}>
          {t`Copy versions`}
        </Button>
      </Group>
    </Dialog>
  )
}

function linesOf(about: AboutApp): readonly (readonly [string, string])[] {
  return [
    ['Understudy', about.version],
    ['Electron', about.electron],
    ['Chromium', about.chromium],
    ['Node.js', about.node],
    [t`System`, about.platform],
  ]
}
