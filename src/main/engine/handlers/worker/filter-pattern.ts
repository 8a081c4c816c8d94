import type * as api from '../../../../shared/handler-api/understudy'
import type { MessageFilter } from '../../../../shared/model/workspace'
import { MessagePattern } from './message-pattern'

/** The pattern that a filter of the workspace stands for; null lets nothing through. Throws where it is malformed. */
export function filterPattern(filter: MessageFilter): api.MessagePattern | null {
  if ('any' in filter) return MessagePattern.any()
  if ('none' in filter) return null
  if ('exact' in filter) return MessagePattern.exact(filter.exact)
  if ('regex' in filter) return MessagePattern.regex<string>(filter.regex, filter.flags)
  return MessagePattern.jsonpath(filter.jsonpath, filter.equals)
}
