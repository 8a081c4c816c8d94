import { rm } from 'node:fs/promises'
import { _electron } from '@playwright/test'
import { appCommand, benchWorkspace, freePort, newUserData } from './subjects.mjs'

/**
 * Starts the app so that its window can be looked into.
 * `startedAt` is in milliseconds since the epoch, taken just before.
 */
export async function openAppWindow({ workspace = benchWorkspace, env = {} } = {}) {
  const { kind, executable, args, env: own } = await appCommand()
  const userData = await newUserData(workspace)
  const port = await freePort()
  const startedAt = Date.now()
  const app = await _electron.launch({
    executablePath: executable,
    args: [...args, `--user-data-dir=${userData}`, workspace],
    env: { ...process.env, ...own, UNDERSTUDY_PORT: String(port), ...env },
  })
  const page = await app.firstWindow()
  const stop = async () => {
    await app.close()
    await rm(userData, { recursive: true, force: true })
  }
  return { app, page, port, kind, userData, startedAt, pid: app.process().pid, stop }
}

/** Makes a request of the main process as the window does. */
export function request(page, name, input) {
  return page.evaluate(
    async ([channel, value]) => {
      const result = await window.understudy.request(channel, value)
      if (!result.ok) throw new Error(result.error.message)
      return result.value
    },
    [name, input],
  )
}

/** Everything that passes; the page's own filter box says the same when it is empty. */
export const noFilter = {
  text: '',
  connections: [],
  room: null,
  directions: [],
  origins: [],
  kinds: [],
  showHeartbeats: false,
}
