import { readFile } from 'node:fs/promises'
import { extname, resolve, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

export const appScheme = 'app'
export const appOrigin = 'app://understudy'

/** Privileges of a normal web origin, so that workers, modules and fonts load as they do over HTTPS. */
export const appSchemePrivileges = {
  scheme: appScheme,
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
} as const

/**
 * Monaco works under it without a violation. Inline styles are what Monaco and the component
 * library position things with; scripts and workers come from our own files only.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
].join('; ')

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.ttf': 'font/ttf',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}

/**
 * Serves the built renderer as `app://understudy/`.
 * @param root folder of the built renderer
 */
export function createAppProtocol(root: string): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return respond(405, null)
    const file = fileOf(root, request.url)
    if (file === null) return respond(404, null)
    const bytes = await read(file)
    if (bytes === null) return respond(404, null)
    return respond(200, request.method === 'HEAD' ? null : bytes, contentTypes[extname(file)])
  }
}

/** The file that the URL means, or null where it is none of ours. */
function fileOf(root: string, address: string): string | null {
  const url = new URL(address)
  if (`${url.protocol}//${url.host}` !== appOrigin) return null
  const base = pathToFileURL(root + sep)
  let file: string
  try {
    // Throws for an encoded slash, which is one of the ways out of the folder.
    file = resolve(fileURLToPath(new URL(`.${url.pathname === '/' ? '/index.html' : url.pathname}`, base)))
  } catch {
    return null
  }
  return file.startsWith(resolve(root) + sep) ? file : null
}

async function read(file: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return await readFile(file)
  } catch {
    // A folder or a file that is not there; the page gets a 404 like from any server.
    return null
  }
}

function respond(
  status: number,
  body: Uint8Array<ArrayBuffer> | null,
  type = 'text/plain; charset=utf-8',
): Response {
  return new Response(body, {
    status,
    headers: {
      'Content-Type': type,
      'Content-Security-Policy': contentSecurityPolicy,
      'X-Content-Type-Options': 'nosniff',
    },
  })
}
