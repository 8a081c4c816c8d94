import { useState } from 'react'
import { messageOf } from '../../../shared/errors'
import type { CopyFormat } from '../../../shared/model/traffic'
import { t } from '../../../shared/text/t'
import { useCommand } from '../../commands/command-context'
import { request } from '../../ipc/bridge'
import { useAppStore, useAppStoreApi } from '../../stores/app-store-context'
import { formatCounted } from '../../ui/amounts'
import { notifyDone, notifyError, perform } from '../../ui/perform'
import { runExport } from './traffic-export'
import { nextMark } from './traffic-marks'
import type { TrafficSelection } from './traffic-selection'

export interface EntryCommands {
  readonly copy: (format: CopyFormat) => void
  readonly exportSelection: () => void
  readonly toggleMark: () => void
  readonly openNote: () => void
  /** The entry whose note is being written. */
  readonly noteOn: number | null
  readonly closeNote: () => void
}

/** What can be done with the selected entries, for their menu, the keys and the palette. */
export function useEntryCommands(selection: TrafficSelection | null): EntryCommands {
  const app = useAppStoreApi()
  const hasMarks = useAppStore((state) => state.marks.length > 0)
  const [noteOn, setNoteOn] = useState<number | null>(null)
  const lead = selection?.lead ?? null
  const ranges = selection?.ranges ?? []

  const copy = (format: CopyFormat) =>
    tell(request('traffic.copy', { ranges: [...ranges], format }), ({ entries, cut }) =>
      entries === 0
        ? t`Nothing was copied: no selected entry is in the list`
        : t`Copied ${counted(entries)}${cut ? t`: the first ones, all of them would not fit the clipboard` : ''}`,
    )
  const exportSelection = () => void runExport([...ranges])
  const mark = () => {
    if (lead === null) return
    const isMarked = app.getState().marks.some(({ seq }) => seq === lead)
    void perform('traffic.mark', { seq: lead, note: isMarked ? null : '' })
  }
  const goToMark = (step: 1 | -1) => {
    const { marks, ui, setUi } = app.getState()
    setUi({ selectedTraffic: nextMark(marks, ui.selectedTraffic, step), resultsTab: 'traffic' })
  }
  const openNote = () => setNoteOn(lead)
  useCommand('traffic.copySelection', () => copy('text'), lead !== null)
  useCommand('traffic.exportSelection', exportSelection, lead !== null)
  useCommand('traffic.mark', mark, lead !== null)
  useCommand('traffic.note', openNote, lead !== null)
  useCommand('traffic.nextMark', () => goToMark(1), hasMarks)
  useCommand('traffic.previousMark', () => goToMark(-1), hasMarks)
  return { copy, exportSelection, toggleMark: mark, openNote, noteOn, closeNote: () => setNoteOn(null) }
}

function counted(entries: number): string {
  return formatCounted(entries, t`# entry|# entries`)
}

function tell<T>(answer: Promise<T>, words: (value: T) => string | null): void {
  answer.then(
    (value) => {
      const done = words(value)
      if (done !== null) notifyDone(done)
    },
    (error: unknown) => notifyError(messageOf(error)),
  )
}
