import type { MessageFilter } from '../../../shared/model/workspace'
import { t } from '../../../shared/text/t'

/** A filter in words: `every message`, `/^sub/`, `$.subscribe = true`. */
export function filterWords(filter: MessageFilter): string {
  if ('any' in filter) return t`every message`
  if ('none' in filter) return t`no message`
  if ('exact' in filter) return JSON.stringify(filter.exact)
  if ('regex' in filter) return `/${filter.regex}/${filter.flags ?? ''}`
  return filter.equals === undefined
    ? filter.jsonpath
    : `${filter.jsonpath} = ${JSON.stringify(filter.equals)}`
}
