import { mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'esbuild'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder with `handler-worker.mjs` and `capture-worker.mjs`, bundled from today's sources. */
    workerFolder: string
  }
}

/**
 * Worker threads load JavaScript files, not modules that vitest transforms, so the integration tests
 * bundle the two worker entries once per run.
 */
export default async function buildWorkers(project: TestProject): Promise<() => Promise<void>> {
  const root = resolve(import.meta.dirname, '..')
  const folder = await mkdtemp(join(tmpdir(), 'understudy-workers-'))
  await build({
    absWorkingDir: root,
    entryPoints: {
      'handler-worker': 'src/main/engine/handlers/worker/handler-worker.ts',
      'capture-worker': 'src/main/engine/capture/capture-worker.ts',
    },
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20.18',
    sourcemap: 'inline',
    outdir: folder,
    outExtension: { '.js': '.mjs' },
  })
  // External packages resolve from the bundle's own folder.
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
  project.provide('workerFolder', folder)
  return () => rm(folder, { recursive: true, force: true })
}
