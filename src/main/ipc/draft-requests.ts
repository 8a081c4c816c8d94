import type { Services } from './request-services'
import type { RequestHandlers } from './router'

type DraftRequests = Pick<RequestHandlers, 'drafts.all' | 'drafts.keep' | 'drafts.drop'>

export function draftRequests({ drafts }: Services<'drafts'>): DraftRequests {
  return {
    'drafts.all': (folder) => drafts.of(folder),
    'drafts.keep': ({ folder, ...draft }) => drafts.keep(folder, draft),
    'drafts.drop': ({ folder, path }) => drafts.drop(folder, path),
  }
}
