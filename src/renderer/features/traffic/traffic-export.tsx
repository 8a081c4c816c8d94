import { Download, X } from 'lucide-react'
import { messageOf } from '../../../shared/errors'
import type { SeqRange } from '../../../shared/model/traffic'
import { t } from '../../../shared/text/t'
import { useCommand } from '../../commands/command-context'
import { request } from '../../ipc/bridge'
import { useAppStore } from '../../stores/app-store-context'
import { formatCounted } from '../../ui/amounts'
import { IconButton } from '../../ui/icon-button'
import { notifyDone, notifyError, perform } from '../../ui/perform'
import { exportWords } from './export-words'
import styles from './traffic.module.css'

/** The button that exports what is shown; while it runs, how far it is and a button that calls it off. */
export function TrafficExport() {
  const progress = useAppStore((state) => state.exporting)
  const start = () => void runExport(null)
  useCommand('traffic.export', start)
  if (progress === null) return <IconButton label={t`Export`} icon={Download} onClick={start} />
  return (
    <>
      <span role="status" aria-label={t`Export`} className={styles.exporting}>
        {exportWords(progress)}
      </span>
      <IconButton label={t`Cancel export`} icon={X} onClick={() => void perform('traffic.cancelExport')} />
    </>
  )
}

/** Writes what is shown, or what of it is selected, and says where to. */
export async function runExport(ranges: SeqRange[] | null): Promise<void> {
  try {
    const written = await request('traffic.export', { ranges })
    if (written)
      notifyDone(t`${formatCounted(written.entries, t`# entry|# entries`)} written to ${written.file}`)
  } catch (error) {
    notifyError(messageOf(error))
  }
}
