import type { SourceLocation } from '../../../shared/model/handlers'
import type { WhyStep } from '../../../shared/model/traffic'

/** The file of the first handler among those that acted, null where none of them is in the workspace. */
export function handlerFileOf(steps: readonly WhyStep[], files: readonly string[]): string | null {
  for (const { actor } of steps) {
    const file = files.find((path) => path === actor || path === `handlers/${actor}`)
    if (file !== undefined) return file
  }
  return null
}

/** A place as links to it say it: `chat.ts:8`. */
export function placeWords({ file, line }: SourceLocation): string {
  return `${file.replace(/^handlers\//, '')}:${line}`
}
