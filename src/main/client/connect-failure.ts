import { type IncomingMessage, STATUS_CODES } from 'node:http'
import { codeOf, messageOf } from '../../shared/errors'

/** Characters of a refusal's body that are shown. */
const bodyLength = 500

/** Why a connection could not be made, and what to do about it. */
export function describeConnectFailure(address: string, error: unknown): string {
  switch (codeOf(error)) {
    case 'ECONNREFUSED':
      return `Nothing is listening at ${address}: start the server, or check the port.`
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `The host of ${address} was not found: check its name.`
    case 'ETIMEDOUT':
      return `${address} did not answer in time: check host, port and firewall.`
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
      return `The certificate of ${address} is not trusted (${messageOf(error)}). If the server is yours, accept it in the options of the client.`
    default:
      return `Can't connect to ${address}: ${reasonOf(error)}`
  }
}

/** A failed connection to several addresses of a host has its words in the single errors. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return messageOf(error.errors[0])
  return messageOf(error)
}

/** What a server said instead of switching protocols. */
export async function describeRefusal(address: string, response: IncomingMessage): Promise<string> {
  const status = response.statusCode ?? 0
  const body = await readStart(response)
  const words = `${address} refused the connection: ${status} ${STATUS_CODES[status] ?? ''}`.trimEnd()
  return body === '' ? words : `${words}\n${body}`
}

async function readStart(response: IncomingMessage): Promise<string> {
  let text = ''
  try {
    response.setEncoding('utf8')
    for await (const chunk of response) {
      text += String(chunk)
      if (text.length > bodyLength) break
    }
  } catch {
    // A connection that breaks while it explains itself: what has come so far is shown.
  }
  return text.slice(0, bodyLength).trim()
}
