import { resolve } from 'node:path'
import { Command, InvalidArgumentError } from 'commander'
import { version } from '../../../package.json'
import { readEnvironment } from '../launch-options'
import type { ServerOverrides } from '../workspace/workspace-player'

/** What the command line and the environment ask for. */
export interface ServeOptions {
  /** Absolute path; null where none was named. */
  readonly workspace: string | null
  readonly overrides: ServerOverrides
  readonly scenario: string | null
  readonly hotReload: boolean
  readonly trust: boolean
  readonly json: boolean
}

/** commander's names for what was given. */
interface Given {
  readonly port?: number
  readonly host?: string
  readonly scenario?: string
  readonly watch?: boolean
  readonly trust?: boolean
  readonly json?: boolean
}

/**
 * Reads the arguments; what they don't say the environment does. Throws commander's `CommanderError` once
 * it has printed its message (or the help), `AppError` 'bad-request' for a bad environment variable.
 */
export function readServeOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  cwd: string,
): ServeOptions {
  const command = serveCommand()
  command.parse([...args], { from: 'user' })
  const given = command.opts<Given>()
  const environment = readEnvironment(env)
  const [workspace] = command.args
  return {
    workspace: workspace === undefined ? null : resolve(cwd, workspace),
    overrides: {
      ...environment.overrides,
      ...(given.host === undefined ? {} : { host: given.host }),
      ...(given.port === undefined ? {} : { port: given.port }),
    },
    scenario: given.scenario ?? null,
    hotReload: given.watch ?? environment.hotReload ?? false,
    trust: given.trust ?? false,
    json: given.json ?? false,
  }
}

function serveCommand(): Command {
  return new Command('npm run serve --')
    .description('Serves a workspace without a window.')
    .argument('[WORKSPACE]', 'folder with understudy.json and handlers/ (default: the Chat sample)')
    .option('--port <N>', "listen on this port instead of the workspace's; 0 picks a free one", readPort)
    .option('--host <H>', "listen on this address instead of the workspace's", readHost)
    .option('--scenario <NAME>', 'choose a scenario of the workspace')
    .option('--watch', 'load handlers and settings again when they change')
    .option('--trust', "run the folder's handlers, this time")
    .option('--json', 'print one JSON event per line')
    .version(version)
    .addHelpText('after', environmentHelp)
    .allowExcessArguments(false)
    .exitOverride()
}

const environmentHelp = `
Environment:
  UNDERSTUDY_PORT, UNDERSTUDY_HOST  as --port and --host, which go before them
  UNDERSTUDY_WS_HOTRELOAD           1 or true: as --watch

Exit codes: 0 stopped by the user, 1 a bad workspace or a handler that never compiled, 2 usage, 3 the port is taken.
The paths of a workspace and what --json prints are described in docs/serve.md.`

function readPort(text: string): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65535) return port
  throw new InvalidArgumentError('A port is a number from 0 to 65535; 0 picks a free one.')
}

function readHost(text: string): string {
  if (text.trim() !== '') return text.trim()
  throw new InvalidArgumentError('A host is an address such as 127.0.0.1 or 0.0.0.0.')
}
