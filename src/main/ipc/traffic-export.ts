import { AppError } from '../../shared/errors'
import type { ExportProgress, SeqRange } from '../../shared/model/traffic'
import { t } from '../../shared/text/t'
import type { CaptureLog } from '../engine/capture/capture-log'

/** The one export of the traffic that runs at a time: how far it is, and the way to call it off. */
export class TrafficExport {
  #progress: ExportProgress | null = null
  #cancellation: AbortController | null = null

  constructor(
    private readonly capture: Pick<CaptureLog, 'exportTo'>,
    private readonly onChanged: () => void,
  ) {}

  /** How far it is, null while none runs. */
  get progress(): ExportProgress | null {
    return this.#progress
  }

  /**
   * Writes the current view, or what of it is in `ranges`, to a file; null when it was called off.
   * @throws AppError 'bad-request' while another one runs, 'io' where the file can't be written.
   */
  async run(
    file: string,
    ranges: readonly SeqRange[] | null = null,
  ): Promise<{ readonly file: string; readonly entries: number } | null> {
    if (this.#cancellation) {
      throw new AppError('bad-request', t`Another export is still running. Wait for it, or cancel it.`)
    }
    const cancellation = new AbortController()
    this.#cancellation = cancellation
    this.#set({ file, done: 0, total: 0 })
    const progressed = ({ done, total }: { done: number; total: number }) => this.#set({ file, done, total })
    try {
      const course = { signal: cancellation.signal, progressed }
      return { file, entries: await this.capture.exportTo(file, course, ranges) }
    } catch (error) {
      if (cancellation.signal.aborted) return null
      throw error
    } finally {
      this.#cancellation = null
      this.#set(null)
    }
  }

  /** Calls the export off, if one runs. */
  cancel(): void {
    this.#cancellation?.abort()
  }

  #set(progress: ExportProgress | null): void {
    this.#progress = progress
    this.onChanged()
  }
}
