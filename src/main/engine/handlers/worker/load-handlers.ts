import type * as api from '../../../../shared/handler-api/understudy'
import type { HandlerProblem } from '../../../../shared/model/handlers'
import { oneLine } from '../one-line'
import type { LoadRequest } from '../protocol'
import { HandlerError } from './handler-error'
import { compileHandlesPath } from './handles-path'
import { describeThrown } from './problem-report'

export interface LoadedHandler {
  readonly name: string
  readonly file: string
  readonly handler: api.WsHandler
}

export type LoadResult =
  | { readonly ok: true; readonly handlers: readonly LoadedHandler[] }
  | { readonly ok: false; readonly problems: readonly HandlerProblem[] }

const callbacks = [
  'onUpgrade',
  'onConnect',
  'onMessage',
  'onUpstreamMessage',
  'onDisconnect',
  'onReload',
] as const

/** Runs the compiled modules and collects their handlers, in order; all problems are told, not only the first. */
export async function loadHandlers(
  modules: LoadRequest['modules'],
  importModule: (url: string) => Promise<unknown>,
): Promise<LoadResult> {
  const handlers: LoadedHandler[] = []
  const problems: HandlerProblem[] = []
  const taken = new Set<string>()
  // All at once they are read side by side, and run in their order; what fails fails again below, by its name.
  if (modules.length > 1) await importModule(importingAll(modules)).catch(() => undefined)
  for (const { file, url } of modules) {
    try {
      for (const handler of handlersOf(await importModule(url), file)) {
        const name = uniqueName(oneLine(handler.name ?? baseName(file)), taken)
        handlers.push({ name, file, handler })
      }
    } catch (error) {
      problems.push(problemIn(file, error))
    }
  }
  return problems.length === 0 ? { ok: true, handlers } : { ok: false, problems }
}

/** A module that imports the others. */
function importingAll(modules: LoadRequest['modules']): string {
  const imports = modules.map(({ url }) => `import ${JSON.stringify(url)}`).join('\n')
  return `data:text/javascript,${encodeURIComponent(imports)}`
}

/** Whether it has anything to be called. */
export function hasCallbacks(handler: api.WsHandler): boolean {
  return callbacks.some((name) => handler[name] !== undefined) || handler.actions !== undefined
}

function problemIn(file: string, error: unknown): HandlerProblem {
  const { message, location } = describeThrown(error)
  // What we found ourselves is told as it is, what was thrown with its type.
  const text = error instanceof HandlerError ? error.message : message
  return { message: text, location: location ?? { file, line: 1, column: 1 } }
}

function handlersOf(module: unknown, file: string): readonly api.WsHandler[] {
  const exported =
    typeof module === 'object' && module !== null && 'default' in module ? module.default : undefined
  if (exported === undefined) {
    throw new HandlerError(
      'generic',
      `${file} has no default export: write export default defineHandler({ … })`,
    )
  }
  const items: readonly unknown[] = Array.isArray(exported) ? exported : [exported]
  return items.map((item, index) => {
    const what = Array.isArray(exported) ? `Item ${index + 1} of the default export` : 'The default export'
    return checkedHandler(isClass(item) ? new item() : item, `${what} of ${file}`)
  })
}

function isClass(value: unknown): value is new () => unknown {
  return typeof value === 'function' && Function.prototype.toString.call(value).startsWith('class')
}

function checkedHandler(value: unknown, what: string): api.WsHandler {
  if (typeof value !== 'object' || value === null) {
    const kind = value === null ? 'null' : `a ${typeof value}`
    throw new HandlerError(
      'generic',
      `${what} is no handler but ${kind}: export an object, an array or a class`,
    )
  }
  const members: Readonly<Record<string, unknown>> = Object.fromEntries(
    [...callbacks, 'name', 'handlesPath', 'actions'].map((name) => [name, Reflect.get(value, name)]),
  )
  for (const name of callbacks) {
    if (members[name] !== undefined && typeof members[name] !== 'function') {
      throw new HandlerError('generic', `${what}: ${name} is not a function`)
    }
  }
  if (members.name !== undefined && typeof members.name !== 'string') {
    throw new HandlerError('generic', `${what}: name is not a text`)
  }
  checkActions(members.actions, what)
  // Checked member by member above; the path is checked by compiling it.
  const handler = value as api.WsHandler
  compileHandlesPath(handler.handlesPath)
  if (handler.handlesPath === undefined && !hasCallbacks(handler)) {
    throw new HandlerError('generic', `${what} is no handler: it has neither handlesPath nor a callback`)
  }
  return handler
}

function checkActions(actions: unknown, what: string): void {
  if (actions === undefined) return
  const isRecord = typeof actions === 'object' && actions !== null
  if (!isRecord || !Object.values(actions).every((action) => typeof action === 'function')) {
    throw new HandlerError('generic', `${what}: actions is not an object of functions`)
  }
}

function baseName(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1)
}

/** `chat.ts`, `chat.ts #2`, …: the window and its actions tell handlers apart by name. */
function uniqueName(name: string, taken: Set<string>): string {
  let unique = name
  for (let number = 2; taken.has(unique); number++) unique = `${name} #${number}`
  taken.add(unique)
  return unique
}
