import {
  type ServerChanges,
  type ServerSettings,
  serverSettingsSchema,
} from '../../../shared/model/workspace'

/** What was typed for each setting; a number that is being typed may be an empty text. */
export type ServerDraft = {
  readonly [K in keyof ServerSettings]: ServerSettings[K] extends number ? number | string : ServerSettings[K]
}

/** By the name of the setting, in words for the person who typed it. */
export type ServerProblems = Readonly<Partial<Record<keyof ServerSettings, string>>>

export function serverProblems(draft: ServerDraft): ServerProblems {
  const { error } = serverSettingsSchema.safeParse(draft)
  const problems: Record<string, string> = {}
  for (const { path, message } of error?.issues ?? []) problems[String(path[0])] ??= message
  return problems
}

/** What differs from the settings as they are; null where the draft is not valid. */
export function serverChanges(draft: ServerDraft, current: ServerSettings): ServerChanges | null {
  const { data } = serverSettingsSchema.safeParse(draft)
  if (!data) return null
  const changed = Object.entries(data).filter(
    // The names are those of the schema that made `data`.
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(current[name as keyof ServerSettings]),
  )
  return Object.fromEntries(changed)
}

/** What undoes the changes: the same settings as they were before. */
export function formerSettings(changes: ServerChanges, before: ServerSettings): ServerChanges {
  return Object.fromEntries(Object.entries(before).filter(([name]) => name in changes))
}

/** Whether saving means that the server listens anew, and its clients have to connect again. */
export function needsRestart(changes: ServerChanges): boolean {
  return changes.host !== undefined || changes.port !== undefined || changes.tls !== undefined
}
