import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { BuildFailure, BuildResult, Message, OutputFile } from 'esbuild'
import type { HandlerProblem, SourceLocation } from '../../../shared/model/handlers'
import { isInside } from '../inside-folder'
import { embedSourceMap } from './embedded-source-map'
import { importEsbuild } from './esbuild-binary'
import { forwardSlashes, handlerImports } from './handler-imports'
import type { LoadRequest } from './protocol'
import { workspaceUrl } from './workspace-url'

export type CompiledHandlers =
  | {
      readonly ok: true
      readonly modules: LoadRequest['modules']
      /** Holds what was compiled; null if there was nothing. */
      readonly folder: string | null
    }
  | { readonly ok: false; readonly problems: readonly HandlerProblem[] }

const outExtension = '.mjs'

type Build = BuildResult<{ write: false; metafile: true }>

/** A bundle is a module, where `require` is not at hand for code that still uses it. */
const requireBanner =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);"

/**
 * Compiles handler files into a new folder below `outFolder`. What several of them import exists once. A
 * file without a default export that another one imports is shared code, no handler. Types are not checked:
 * a type error does not stop a load.
 *
 * @param workspace the workspace's folder.
 * @param files `handlers/chat.ts`, relative to it, in the order in which the handlers see messages.
 */
export async function compileHandlers(
  workspace: string,
  files: readonly string[],
  outFolder: string,
): Promise<CompiledHandlers> {
  if (files.length === 0) return { ok: true, modules: [], folder: null }
  // Imports are compared with it, and esbuild tells where files really are.
  const folder = await realpath(workspace)
  await mkdir(outFolder, { recursive: true })
  const out = await mkdtemp(join(await realpath(outFolder), 'load-'))
  try {
    const result = await bundle(folder, files, out)
    await writeOutputs(result.outputFiles, folder)
    return { ok: true, modules: entryModules(result, folder, out, files), folder: out }
  } catch (error) {
    await rm(out, { recursive: true, force: true })
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

/** Writes each module with its source map inside: half as many files to write now and to read at once. */
async function writeOutputs(files: readonly OutputFile[], folder: string): Promise<void> {
  const isMap = ({ path }: OutputFile) => path.endsWith('.map')
  const maps = new Map(files.filter(isMap).map(({ path, text }) => [path, text]))
  const modules = files.filter((file) => !isMap(file))
  const folders = new Set(modules.map(({ path }) => dirname(path)))
  await Promise.all([...folders].map((one) => mkdir(one, { recursive: true })))
  const written = modules.map(({ path, contents }) => {
    const map = portableMap(maps.get(`${path}.map`) ?? '{"sources":[]}', dirname(path), folder)
    return writeFile(path, Buffer.concat([contents, Buffer.from(embedSourceMap(map))]))
  })
  await Promise.all(written)
}

/** Names the sources relative to the workspace, so that stack traces do, too. */
function portableMap(text: string, mapFolder: string, folder: string): string {
  // A source map that esbuild just made.
  const map = JSON.parse(text) as { readonly sources: readonly string[] }
  const sources = map.sources.map((source) => {
    const url = new URL(source, pathToFileURL(join(mapFolder, '/')))
    if (url.protocol !== 'file:') return source
    const path = fileURLToPath(url)
    return isInside(folder, path) ? workspaceUrl(forwardSlashes(relative(folder, path))) : source
  })
  return JSON.stringify({ ...map, sources })
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
  const compiled = new Map(Object.entries(outputs).map(([path, output]) => [resolve(folder, path), output]))
  return files.flatMap((file) => {
    const path = join(out, `${file}${outExtension}`)
    const output = compiled.get(path)
    if (!output) return []
    const isImported = output.entryPoint !== undefined && imported.has(output.entryPoint)
    return isImported && !output.exports.includes('default') ? [] : [{ file, url: pathToFileURL(path).href }]
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
