import type { SourceLocation } from '../../../shared/model/handlers'

const mark = '@'

/** Of a broadcast's entries every so many-th has the note; each finds it among as many before it. */
export const placeInterval = 256

/** The place in the workspace's code that sent an entry, as a line of its notes. */
export function placeLine({ file, line, column }: SourceLocation): string {
  return `${mark}${file}:${line}:${column}`
}

/** The place among an entry's notes, null where there is none. */
export function placeIn(notes: string): SourceLocation | null {
  for (const text of notes.split('\n')) {
    const found = text.startsWith(mark) ? /^@(.+):(\d+):(\d+)$/.exec(text) : null
    if (found) return { file: found[1] ?? '', line: Number(found[2]), column: Number(found[3]) }
  }
  return null
}

/** The notes without places: who did what. */
export function stepsIn(notes: string): string {
  if (!notes.includes(mark)) return notes
  return notes
    .split('\n')
    .filter((text) => !text.startsWith(mark) || text.includes('\t'))
    .join('\n')
}
