import { createRequire, isBuiltin } from 'node:module'
import { isAbsolute, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { OnResolveArgs, OnResolveResult, Plugin, PluginBuild } from 'esbuild'
import { isInside } from '../inside-folder'
import { runtimeExports, runtimeKey } from './understudy-binding'

/** Marks our own calls of esbuild's resolver. */
const resolving = { isOurs: true }

/** What Node loads by itself; anything else that a package is made of (TypeScript, JSON) is bundled. */
const nodeExtension = /\.[cm]?js$/

const faker = '@faker-js/faker'

/**
 * Resolves the imports of handler files: `understudy` to the worker's runtime, files of the workspace into
 * the bundle, packages to where Node finds them, and nothing outside of the workspace.
 */
export function handlerImports(folder: string): Plugin {
  return {
    name: 'understudy-handler-imports',
    setup(build) {
      build.onResolve({ filter: /.*/ }, (args) => {
        if (args.kind === 'entry-point' || args.pluginData === resolving) return undefined
        // A package that is bundled resolves its parts as packages do.
        if (!isInside(folder, args.importer)) return isBuiltin(args.path) ? builtin(args.path) : undefined
        return resolveImport(build, folder, args)
      })
      build.onLoad({ filter: /.*/, namespace: 'understudy' }, () => ({ contents: runtimeSource() }))
    },
  }
}

export function forwardSlashes(path: string): string {
  return path.replaceAll('\\', '/')
}

function runtimeSource(): string {
  const names = runtimeExports.join(', ')
  return `export const { ${names} } = globalThis[Symbol.for(${JSON.stringify(runtimeKey)})]`
}

async function resolveImport(
  build: PluginBuild,
  folder: string,
  args: OnResolveArgs,
): Promise<OnResolveResult | undefined> {
  const { path } = args
  if (path === 'understudy') return { path, namespace: 'understudy' }
  if (isBuiltin(path)) return builtin(path)
  if (/^(https?|file):/.test(path)) return refused(`${path} can't be imported: use a file or a package`)
  if (path.startsWith('data:')) return undefined
  return isFilePath(path) ? resolveFile(build, folder, args) : resolvePackage(build, folder, args)
}

function isFilePath(path: string): boolean {
  return /^\.\.?([\\/]|$)/.test(path) || isAbsolute(path)
}

async function resolveFile(
  build: PluginBuild,
  folder: string,
  args: OnResolveArgs,
): Promise<OnResolveResult> {
  const found = await ask(build, args)
  if (found === null) return refused(`Cannot find the file ${args.path}`)
  if (!isInside(folder, found)) {
    return refused(`${args.path} is outside the workspace: move it into the workspace's folder to import it`)
  }
  return { path: found }
}

async function resolvePackage(
  build: PluginBuild,
  folder: string,
  args: OnResolveArgs,
): Promise<OnResolveResult> {
  const found = (await ask(build, args)) ?? ownFaker(args.path)
  if (found === null) {
    const name = packageName(args.path)
    return refused(`Cannot find the package ${name}: run npm install ${name} in the workspace's folder`)
  }
  // An alias of the workspace's tsconfig.json or package.json leads to its own files.
  const isOwnFile = isInside(folder, found) && !isInPackage(relative(folder, found))
  return isOwnFile || !nodeExtension.test(found) ? { path: found } : external(found, args.kind)
}

function isInPackage(path: string): boolean {
  return path.split(/[\\/]/).includes('node_modules')
}

/** Where esbuild's own resolver finds it, or null. */
async function ask(build: PluginBuild, args: OnResolveArgs): Promise<string | null> {
  const { importer, kind, resolveDir } = args
  const result = await build.resolve(args.path, { importer, kind, resolveDir, pluginData: resolving })
  return result.errors.length > 0 || result.path === '' ? null : result.path
}

/** The app brings this one along; a workspace may still have its own version. */
function ownFaker(path: string): string | null {
  if (packageName(path) !== faker) return null
  return createRequire(import.meta.url).resolve(path)
}

function packageName(path: string): string {
  return path.split('/', path.startsWith('@') ? 2 : 1).join('/')
}

function external(path: string, kind: OnResolveArgs['kind']): OnResolveResult {
  const isRequired = kind === 'require-call' || kind === 'require-resolve'
  return { path: isRequired ? path : pathToFileURL(path).href, external: true }
}

function builtin(path: string): OnResolveResult {
  return { path, external: true }
}

function refused(text: string): OnResolveResult {
  return { errors: [{ text }] }
}
