import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'
import { noteCases } from '../reliability-note'
import { samplesFolder, serve } from '../serve/serve-process'
import { type SampleScript, sampleScripts } from './sample-scripts'

/** A WebSocket client that nobody here wrote, as a program that speaks a script. */
interface ForeignClient {
  readonly name: string
  readonly command: readonly [string, ...string[]]
  readonly program: string
  /** Why it can't be tried here, null if it can. */
  readonly missing: string | null
}

// Debian's packages are of Debian's Python, which need not be the first one on the PATH.
const python = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3'

function pythonPackage(name: string, module: string, program: string, debianPackage: string): ForeignClient {
  const isThere = spawnSync(python, ['-c', `import ${module}`]).status === 0
  const missing = isThere ? null : `Debian's package ${debianPackage} is not installed`
  return { name, command: [python], program, missing }
}

const clients: readonly ForeignClient[] = [
  pythonPackage("Python's websockets", 'websockets', 'websockets_client.py', 'python3-websockets'),
  pythonPackage("Python's websocket-client", 'websocket', 'websocket_client.py', 'python3-websocket'),
  {
    name: "Node's built-in client",
    // Node 20 has it behind a flag, later ones without.
    command: [
      process.execPath,
      ...('WebSocket' in globalThis ? [] : ['--experimental-websocket', '--no-warnings']),
    ],
    program: 'node-client.mjs',
    missing: null,
  },
]

for (const { name, missing } of clients) if (missing !== null) console.log(`Skipped: ${name} (${missing})`)

describe.each(clients)('$name', ({ name, command, program, missing }) => {
  it.skipIf(missing !== null).each(sampleScripts)('speaks with the sample $sample', async (script) => {
    const server = serve([join(samplesFolder, script.sample), ...script.args])
    const url = (await server.listening()) + script.path
    const client = await speak(command, program, { url, steps: script.steps })
    expect(client).toEqual({ status: 0, said: 'closed 1000\n', errors: '' })
    noteCases('clients', 1, name)
  })
})

/** Runs the client with the script; it ends with the test. */
async function speak(
  [command, ...args]: ForeignClient['command'],
  program: string,
  script: { readonly url: string; readonly steps: SampleScript['steps'] },
) {
  const child = spawn(command, [...args, join(import.meta.dirname, program)], {
    // Its answers hold letters of several languages, whatever language this machine speaks.
    env: { ...process.env, PYTHONIOENCODING: 'utf-8', PYTHONDONTWRITEBYTECODE: '1' },
  })
  onTestFinished(() => {
    if (child.exitCode === null) child.kill('SIGKILL')
  })
  const status = new Promise<number | null>((resolve) => child.once('close', resolve))
  child.stdin.end(JSON.stringify(script))
  const [said, errors] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { status: await status, said, errors }
}
