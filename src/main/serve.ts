import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { Engine } from './engine/engine'
import { ownerMark } from './engine/process-owner'
import { removeOwnedFolders } from './leftovers'
import { reportEvents } from './serve/report-events'
import { type ExitCode, exitCodes, startFailure, usageFailure } from './serve/serve-exit'
import { readServeOptions, type ServeOptions } from './serve/serve-options'
import { jsonOutput, type LineStreams, type PrintEvent, textOutput } from './serve/serve-output'
import { startServing } from './serve/start-serving'
import { untilStopped } from './serve/stop-signals'
import { SessionTrustStore } from './workspace/trust-store'
import { WorkspaceSession } from './workspace/workspace-session'

const here = import.meta.dirname
/** The workers are built beside this file, with the same extension. */
const extension = extname(import.meta.filename)
/** Folders with compiled handlers; after a kill the next run removes them. */
const compiledPrefix = 'understudy-serve-'
/** How long the last lines may take to be read. */
const lastLinesMs = 2000
const samples = join(here, '..', '..', 'samples')

const streams: LineStreams = {
  out: (line) => process.stdout.write(`${line}\n`),
  get unread() {
    return process.stdout.writableLength
  },
  error: (line) => process.stderr.write(`${line}\n`),
}
// Whoever read our output is gone (`serve | head -1`): there is nobody to serve events to.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', () => process.exit(exitCodes.stopped))

const stopped = untilStopped(process, exitCodes.stopped)
exitWhenWritten(await main())

async function main(): Promise<ExitCode> {
  let options: ServeOptions
  try {
    options = readServeOptions(process.argv.slice(2), process.env, process.cwd())
  } catch (error) {
    const failure = usageFailure(error)
    if (typeof failure === 'number') return failure
    streams.error(failure.message)
    return failure.exitCode
  }
  const print = options.json ? jsonOutput(streams, Date.now) : textOutput(streams)
  await removeOwnedFolders(tmpdir(), compiledPrefix)
  const compiledFolder = await mkdtemp(join(tmpdir(), `${compiledPrefix}${ownerMark()}`))
  try {
    return await serve(options, print, compiledFolder)
  } finally {
    await rm(compiledFolder, { recursive: true, force: true })
  }
}

async function serve(options: ServeOptions, print: PrintEvent, compiledFolder: string): Promise<ExitCode> {
  const { overrides, hotReload, scenario } = options
  const workspace = options.workspace ?? join(samples, 'chat')
  const engine = new Engine({
    handlerWorker: join(here, `handler-worker${extension}`),
    captureWorker: join(here, `capture-worker${extension}`),
    breakpointWorker: join(here, `breakpoint-worker${extension}`),
    historyFolder: tmpdir(),
    compiledFolder,
    hotReload,
    // Nobody is there to let messages go on.
    holdsMessages: false,
  })
  const trust = new SessionTrustStore(options.trust ? [samples, workspace] : [samples])
  const session = new WorkspaceSession({ engine, trust, overrides, hotReload, watch: hotReload })
  const endReports = reportEvents(engine, session, options.json, print)
  try {
    await startServing(session, engine, workspace, scenario)
    await stopped
  } catch (error) {
    const { exitCode, code, message } = startFailure(error)
    endReports()
    print({ event: 'error', code, message })
    return exitCode
  } finally {
    await session.close()
    await engine.dispose()
  }
  print({ event: 'stopped' })
  return exitCodes.stopped
}

/** A pipe may still hold our last lines when `process.exit` is called; whoever never reads them is not waited for. */
function exitWhenWritten(code: ExitCode): void {
  setTimeout(() => process.exit(code), lastLinesMs)
  process.stdout.write('', () => process.stderr.write('', () => process.exit(code)))
}
