import { AppError, codeOf, messageOf } from '../../../shared/errors'

/** Why the server can't listen, with the way out. */
export function describeListenError(error: unknown, host: string, port: number): AppError {
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return new AppError(
        'port-taken',
        `Port ${port} is in use. Choose another with --port N or in the toolbar, or stop the program that uses it.`,
        { cause: error },
      )
    case 'EACCES':
      return new AppError(
        'address-unavailable',
        `Port ${port} may not be used by this account. Choose one from 1024 on with --port N or in the toolbar.`,
        { cause: error },
      )
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EINVAL':
      return new AppError(
        'address-unavailable',
        `This machine has no address ${host}. Choose another with --host H or "server.host" in understudy.json; 127.0.0.1 always works.`,
        { cause: error },
      )
    default:
      return new AppError(
        'address-unavailable',
        `Can't listen on ${host}, port ${port}: ${messageOf(error)}`,
        {
          cause: error,
        },
      )
  }
}
