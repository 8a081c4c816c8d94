import { t } from '../../../shared/text/t'

/**
 * A close code in words (RFC 6455 §7.4.1 and the registry that it founded).
 * @returns for instance `normal closure`; empty for 0, which stands for no code.
 */
export function describeCloseCode(code: number): string {
  const known = closeCodeWords.get(code)
  if (known !== undefined) return known
  if (code >= 4000 && code <= 4999) return t`the application’s own code`
  if (code >= 3000 && code <= 3999) return t`a library’s code`
  return code === 0 ? '' : t`unknown code`
}

const closeCodeWords: ReadonlyMap<number, string> = new Map([
  [1000, t`normal closure`],
  [1001, t`going away`],
  [1002, t`protocol error`],
  [1003, t`unsupported data`],
  [1005, t`no code given`],
  [1006, t`lost without a close frame`],
  [1007, t`invalid payload`],
  [1008, t`policy violation`],
  [1009, t`message too big`],
  [1010, t`extension missing`],
  [1011, t`server error`],
  [1012, t`service restart`],
  [1013, t`try again later`],
  [1014, t`bad gateway`],
  [1015, t`TLS handshake failed`],
  [3000, t`unauthorized`],
  [3003, t`forbidden`],
  [3008, t`timeout`],
])

/** An HTTP status in words, for refused handshakes; empty for one without a common name. */
export function describeHttpStatus(status: number): string {
  return httpStatusWords.get(status) ?? ''
}

const httpStatusWords: ReadonlyMap<number, string> = new Map([
  [400, t`Bad Request`],
  [401, t`Unauthorized`],
  [403, t`Forbidden`],
  [404, t`Not Found`],
  [405, t`Method Not Allowed`],
  [408, t`Request Timeout`],
  [409, t`Conflict`],
  [410, t`Gone`],
  [413, t`Content Too Large`],
  [418, t`I’m a Teapot`],
  [426, t`Upgrade Required`],
  [429, t`Too Many Requests`],
  [431, t`Request Header Fields Too Large`],
  [500, t`Internal Server Error`],
  [501, t`Not Implemented`],
  [502, t`Bad Gateway`],
  [503, t`Service Unavailable`],
  [504, t`Gateway Timeout`],
])
