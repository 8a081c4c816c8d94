import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { createConnection, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { packagedApp } from '../scripts/packaging/make-package.mjs'

const root = resolve(import.meta.dirname, '..')
export const benchWorkspace = join(root, 'bench/workspace')
const asUser = join(root, 'bench/as-a-user.sh')
const startLimitMs = 30_000

/**
 * What is measured: `serve`, or the app with its window open (packaged, if `npm test` or
 * UNDERSTUDY_PACKAGED_APP has left a package that can be used).
 */
export function startSubject(name, options = {}) {
  return name === 'app' ? startApp(options) : startServe(options)
}

/** The yardstick. */
export function startBareServer() {
  return startListening([join(root, 'bench/bare-server.mjs')])
}

function startServe({ workspace = benchWorkspace, watch = false }) {
  const serve = [join(root, 'out/main/serve.js'), workspace, '--port', '0', '--trust']
  return startListening(watch ? [...serve, '--watch'] : serve)
}

async function startListening(args) {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] })
  const port = await new Promise((found, fail) => {
    child.once('exit', (code) => fail(new Error(`the server ended with code ${code}`)))
    child.stdout.on('data', (data) => {
      const told = /listening \w+:\/\/[^\s]*:(\d+)/.exec(data.toString())?.[1]
      if (told) found(Number(told))
    })
  })
  return { port, pid: child.pid, stop: () => end(child) }
}

/** The app chooses no port that it could tell us from outside, so we choose one. */
async function startApp({ workspace = benchWorkspace }) {
  const { executable, args, env } = await appCommand()
  const userData = await newUserData(workspace)
  const port = await freePort()
  const child = spawn(executable, [...args, `--user-data-dir=${userData}`, workspace], {
    stdio: 'ignore',
    env: { ...process.env, ...env, UNDERSTUDY_PORT: String(port) },
  })
  const stop = async () => {
    await end(child)
    await rm(userData, { recursive: true, force: true })
  }
  try {
    await untilListening(port, child)
    return { port, pid: child.pid, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** The command line of the app: the executable, its first arguments and what its environment needs. */
export async function appCommand() {
  const packaged = process.env.UNDERSTUDY_PACKAGED_APP ?? packagedApp('test')
  const kind = existsSync(packaged) ? 'packaged' : 'build'
  const executable = kind === 'packaged' ? packaged : (await import('electron')).default
  const own = kind === 'packaged' ? [] : [root]
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    return { kind, executable, args: own, env: {} }
  const args = ['--no-sandbox', ...own]
  if (spawnSync('setpriv', ['--version']).status !== 0) return { kind, executable, args, env: {} }
  return { kind, executable: asUser, args, env: { UNDERSTUDY_BENCH_APP: executable } }
}

/** A data folder of an app that trusts the workspace. */
export async function newUserData(workspace) {
  const userData = await mkdtemp(join(tmpdir(), 'understudy-bench-'))
  await writeFile(join(userData, 'trust.json'), JSON.stringify({ folders: [await realpath(workspace)] }))
  return userData
}

export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  await once(server, 'close')
  return port
}

async function untilListening(port, child) {
  const end = performance.now() + startLimitMs
  while (performance.now() < end) {
    if (child.exitCode !== null) throw new Error(`the app ended with code ${child.exitCode}`)
    const socket = createConnection(port, '127.0.0.1')
    const isOpen = await new Promise((done) => {
      socket.once('connect', () => done(true)).once('error', () => done(false))
    })
    socket.destroy()
    if (isOpen) return
    await delay(20)
  }
  throw new Error('the app did not listen in time')
}

async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}
