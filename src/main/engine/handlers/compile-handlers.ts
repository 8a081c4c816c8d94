import { realpath } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { BuildFailure, BuildResult, Message } from 'esbuild'
import type { HandlerProblem, SourceLocation } from '../../../shared/model/handlers'
import type { CompiledModules } from './compiled-modules'
import { importEsbuild } from './esbuild-binary'
import { forwardSlashes, handlerImports } from './handler-imports'
import type { LoadRequest } from './protocol'

export type CompiledHandlers =
  | {
      readonly ok: true
      readonly modules: LoadRequest['modules']
      /** Every file that they are made of, for `CompiledModules.release`. */
      readonly outputs: readonly string[]
    }
  | { readonly ok: false; readonly problems: readonly HandlerProblem[] }

const outExtension = '.mjs'

type Build = BuildResult<{ write: false; metafile: true }>

/** A bundle is a module, where `require` is not at hand for code that still uses it. */
const requireBanner =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);"

/** What esbuild puts before a name's extension, another one for another content. */
const contentHash = /-[A-Z0-9]{8}\.mjs$/

/**
 * Compiles handler files. What several of them import exists once. A file without a default export that another one
 * imports is shared code, no handler. Types are not checked: a type error does not stop a load.
 *
 * @param workspace the workspace's folder.
 * @param files `handlers/chat.ts`, relative to it, in the order in which the handlers see messages.
 */
export async function compileHandlers(
  workspace: string,
  files: readonly string[],
  store: CompiledModules,
): Promise<CompiledHandlers> {
  if (files.length === 0) return { ok: true, modules: [], outputs: [] }
  // Imports are compared with it, and esbuild tells where files really are.
  const folder = await realpath(workspace)
  const out = await store.folder()
  try {
    const result = await bundle(folder, files, out)
    const outputs = await store.keep(result.outputFiles, folder)
    return { ok: true, modules: entryModules(result, folder, out, files), outputs }
  } catch (error) {
    if (!isBuildFailure(error)) throw error
    return { ok: false, problems: error.errors.map((message) => problemOf(message)) }
  }
}

async function bundle(folder: string, files: readonly string[], out: string): Promise<Build> {
  const { build } = await importEsbuild()
  return build({
    absWorkingDir: folder,
    entryPoints: files.map((file) => ({ in: join(folder, file), out: file })),
    outdir: out,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.18',
    outExtension: { '.js': outExtension },
    // A module that is as it was has the name that it had: it need not be written again.
    entryNames: '[dir]/[name]-[hash]',
    chunkNames: 'shared/[name]-[hash]',
    sourcemap: 'external',
    sourcesContent: false,
    banner: { js: requireBanner },
    metafile: true,
    write: false,
    logLevel: 'silent',
    plugins: [handlerImports(folder)],
  })
}

function entryModules(
  result: Build,
  folder: string,
  out: string,
  files: readonly string[],
): LoadRequest['modules'] {
  const { inputs, outputs } = result.metafile
  const imported = new Set(Object.values(inputs).flatMap((input) => input.imports.map(({ path }) => path)))
  // By where it was written: the entry point of a file that is a link is the file that it leads to.
  const compiled = new Map(
    Object.entries(outputs).map(([path, output]) => {
      const file = resolve(folder, path)
      return [file.replace(contentHash, ''), { ...output, url: pathToFileURL(file).href }]
    }),
  )
  return files.flatMap((file) => {
    const output = compiled.get(join(out, file))
    if (!output) return []
    const isImported = output.entryPoint !== undefined && imported.has(output.entryPoint)
    return isImported && !output.exports.includes('default') ? [] : [{ file, url: output.url }]
  })
}

/** Where esbuild's own errors and those of the import plugin are. */
const ownNamespaces = new Set(['file', ''])

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && 'errors' in error && Array.isArray(error.errors)
}

function problemOf(message: Message): HandlerProblem {
  return { message: message.text, location: locationOf(message) }
}

function locationOf({ location }: Message): SourceLocation | null {
  if (!location || !ownNamespaces.has(location.namespace)) return null
  // esbuild counts columns from 0 and in bytes.
  const before = Buffer.from(location.lineText).subarray(0, location.column).toString()
  return { file: forwardSlashes(location.file), line: location.line, column: before.length + 1 }
}
