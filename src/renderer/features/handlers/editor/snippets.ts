import type { Snippet } from './snippet'
import { callbackSnippets } from './snippets-in-callbacks'
import { handlerSnippets } from './snippets-in-handlers'
import { moduleSnippets } from './snippets-of-modules'

/** At least one for each member of the handler API. */
export const snippets: readonly Snippet[] = [...moduleSnippets, ...handlerSnippets, ...callbackSnippets]
