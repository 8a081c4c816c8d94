import { resolve } from 'node:path'
import { AppError } from '../shared/errors'

/** What the environment says about the server, over the workspace's own settings. */
export interface EnvironmentOptions {
  readonly overrides: { readonly host?: string; readonly port?: number }
  /** Null where the environment says nothing. */
  readonly hotReload: boolean | null
}

/**
 * Reads `UNDERSTUDY_HOST`, `UNDERSTUDY_PORT` and `UNDERSTUDY_WS_HOTRELOAD`.
 * @throws AppError 'bad-request' that names the variable and what it may be.
 */
export function readEnvironment(env: Readonly<Record<string, string | undefined>>): EnvironmentOptions {
  const host = env.UNDERSTUDY_HOST?.trim()
  const port = readPort(env.UNDERSTUDY_PORT?.trim())
  return {
    overrides: { ...(host ? { host } : {}), ...(port === null ? {} : { port }) },
    hotReload: readSwitch(env.UNDERSTUDY_WS_HOTRELOAD?.trim().toLowerCase()),
  }
}

function readPort(text: string | undefined): number | null {
  if (!text) return null
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port
  throw new AppError(
    'bad-request',
    `UNDERSTUDY_PORT is "${text}": give a port from 1 to 65535, or 0 for a free one.`,
  )
}

function readSwitch(text: string | undefined): boolean | null {
  switch (text) {
    case undefined:
    case '':
      return null
    case '1':
    case 'true':
      return true
    case '0':
    case 'false':
      return false
    default:
      throw new AppError(
        'bad-request',
        `UNDERSTUDY_WS_HOTRELOAD is "${text}": give 1 or true to reload on changes, 0 or false not to.`,
      )
  }
}

/**
 * The folder that was given on the command line, absolute, or null.
 * @param argv `process.argv`
 * @param appPath `app.getAppPath()` where Electron was started with the app's folder (`electron . FOLDER`);
 *   null in a package, where the first plain argument is the user's
 */
export function workspaceArgument(
  argv: readonly string[],
  appPath: string | null,
  cwd: string,
): string | null {
  const plain = argv.slice(1).filter((argument) => !argument.startsWith('-'))
  const own =
    appPath === null
      ? plain
      : plain.slice(plain.findIndex((argument) => resolve(cwd, argument) === appPath) + 1)
  const folder = own[0]
  return folder === undefined ? null : resolve(cwd, folder)
}
