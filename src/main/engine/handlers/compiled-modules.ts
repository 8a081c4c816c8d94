import { existsSync } from 'node:fs'
import { mkdir, realpath, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { OutputFile } from 'esbuild'
import { isInside } from '../inside-folder'
import { embedSourceMap } from './embedded-source-map'
import { forwardSlashes } from './handler-imports'
import { workspaceUrl } from './workspace-url'

/**
 * The compiled modules on disk. Their names tell their contents, so versions of the code share those that are alike, and a
 * save of one file of many writes one.
 */
export class CompiledModules {
  /** How many versions of the code use a module, by its path. */
  readonly #uses = new Map<string, number>()
  /** What `keep` has returned and nobody has released. */
  readonly #kept = new Set<readonly string[]>()
  /** Changes on disk, one after the other. */
  #last: Promise<unknown> = Promise.resolve()

  constructor(private readonly root: string) {}

  /** The real path of where they are; it exists. */
  async folder(): Promise<string> {
    await mkdir(this.root, { recursive: true })
    return realpath(this.root)
  }

  /**
   * Writes those of a build's modules that are not there, each with its source map inside.
   * @param workspace the workspace's folder: source maps name sources relative to it, so that stack traces do, too.
   * @returns what to `release` when the code has gone.
   */
  keep(files: readonly OutputFile[], workspace: string): Promise<readonly string[]> {
    const isMap = ({ path }: OutputFile) => path.endsWith('.map')
    const maps = new Map(files.filter(isMap).map((file) => [file.path, file]))
    const modules = files.filter((file) => !isMap(file))
    return this.#inTurn(async () => {
      // Whoever tidies up folders for temporary files may have taken one away.
      const missing = modules.filter(({ path }) => !this.#uses.has(path) || !existsSync(path))
      const folders = new Set(missing.map(({ path }) => dirname(path)))
      await Promise.all([...folders].map((one) => mkdir(one, { recursive: true })))
      await Promise.all(
        missing.map(({ path, contents }) => {
          const map = portableMap(maps.get(`${path}.map`)?.text ?? '{"sources":[]}', dirname(path), workspace)
          return writeFile(path, Buffer.concat([contents, Buffer.from(embedSourceMap(map))]))
        }),
      )
      const paths = modules.map(({ path }) => path)
      for (const path of paths) this.#uses.set(path, (this.#uses.get(path) ?? 0) + 1)
      this.#kept.add(paths)
      return paths
    })
  }

  /**
   * A version of the code has gone: removes what no other one uses. Told again of the same, it does nothing: a thread may be
   * given up before it ends.
   * @param paths what `keep` has returned for it.
   */
  release(paths: readonly string[]): Promise<void> {
    return this.#inTurn(async () => {
      if (!this.#kept.delete(paths)) return
      const unused = paths.filter((path) => {
        const uses = (this.#uses.get(path) ?? 1) - 1
        if (uses > 0) this.#uses.set(path, uses)
        else this.#uses.delete(path)
        return uses <= 0
      })
      await Promise.all(unused.map((path) => rm(path, { force: true })))
    })
  }

  #inTurn<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#last.then(task)
    this.#last = result.catch(() => undefined)
    return result
  }
}

function portableMap(text: string, mapFolder: string, workspace: string): string {
  // A source map that esbuild just made.
  const map = JSON.parse(text) as { readonly sources: readonly string[] }
  const sources = map.sources.map((source) => {
    const url = new URL(source, pathToFileURL(join(mapFolder, '/')))
    if (url.protocol !== 'file:') return source
    const path = fileURLToPath(url)
    return isInside(workspace, path) ? workspaceUrl(forwardSlashes(relative(workspace, path))) : source
  })
  return JSON.stringify({ ...map, sources })
}
