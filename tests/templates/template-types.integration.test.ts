import { execFile } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'
import { handlerTemplates } from '../../src/renderer/features/handlers/handler-templates'
import { templatesFolder } from './template-mock'

const root = resolve(import.meta.dirname, '..', '..')
const editorTypes = 'src/renderer/features/handlers/editor/handler-globals.dts.txt'

it('every template is free of type errors against the types that the editor knows', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'understudy-templates-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await mkdir(join(folder, 'node_modules', 'understudy'), { recursive: true })
  await copyFile(join(root, editorTypes), join(folder, 'globals.d.ts'))
  await copyFile(
    join(root, 'src/shared/handler-api/understudy.d.ts'),
    join(folder, 'node_modules/understudy/index.d.ts'),
  )
  for (const { id } of handlerTemplates) {
    await copyFile(join(templatesFolder, `${id}.ts`), join(folder, `${id}.ts`))
  }
  const compilerOptions = {
    ...{ target: 'esnext', module: 'esnext', moduleResolution: 'bundler', lib: ['es2023'], types: [] },
    ...{ strict: true, noEmit: true, isolatedModules: true, skipLibCheck: true },
  }
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }))
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  const run = promisify(execFile)(process.execPath, [compiler, '-p', folder])
  await expect(run).resolves.toMatchObject({ stdout: '' })
})
