import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'esbuild'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder with `handler-worker.mjs`, `capture-worker.mjs`, `breakpoint-worker.mjs` and `serve.mjs`, bundled from today's sources. */
    workerFolder: string
  }
}

/**
 * Worker threads and child processes load JavaScript files, not modules that vitest transforms, so the
 * integration tests bundle these entries once per run, into a project of their own: `serve` finds packages
 * and samples where it finds them in the real one.
 */
export default async function buildWorkers(project: TestProject): Promise<() => Promise<void>> {
  const root = resolve(import.meta.dirname, '..')
  const folder = await mkdtemp(join(tmpdir(), 'understudy-workers-'))
  const outdir = join(folder, 'out', 'main')
  await mkdir(outdir, { recursive: true })
  await build({
    absWorkingDir: root,
    entryPoints: {
      'handler-worker': 'src/main/engine/handlers/worker/handler-worker.ts',
      'capture-worker': 'src/main/engine/capture/capture-worker.ts',
      'breakpoint-worker': 'src/main/engine/holds/breakpoint-worker.ts',
      serve: 'src/main/serve.ts',
    },
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20.18',
    sourcemap: 'inline',
    outdir,
    outExtension: { '.js': '.mjs' },
  })
  for (const name of ['node_modules', 'samples'])
    await symlink(join(root, name), join(folder, name), 'junction')
  project.provide('workerFolder', outdir)
  return () => rm(folder, { recursive: true, force: true })
}
