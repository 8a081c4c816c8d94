/**
 * A close code in words (RFC 6455 §7.4.1 and the registry that it founded).
 * @returns for instance `normal closure`; empty for 0, which stands for no code.
 */
export function describeCloseCode(code: number): string {
  const known = closeCodeWords.get(code)
  if (known !== undefined) return known
  if (code >= 4000 && code <= 4999) return 'the application’s own code'
  if (code >= 3000 && code <= 3999) return 'a library’s code'
  return code === 0 ? '' : 'unknown code'
}

const closeCodeWords: ReadonlyMap<number, string> = new Map([
  [1000, 'normal closure'],
  [1001, 'going away'],
  [1002, 'protocol error'],
  [1003, 'unsupported data'],
  [1005, 'no code given'],
  [1006, 'lost without a close frame'],
  [1007, 'invalid payload'],
  [1008, 'policy violation'],
  [1009, 'message too big'],
  [1010, 'extension missing'],
  [1011, 'server error'],
  [1012, 'service restart'],
  [1013, 'try again later'],
  [1014, 'bad gateway'],
  [1015, 'TLS handshake failed'],
  [3000, 'unauthorized'],
  [3003, 'forbidden'],
  [3008, 'timeout'],
])

/** An HTTP status in words, for refused handshakes; empty for one without a common name. */
export function describeHttpStatus(status: number): string {
  return httpStatusWords.get(status) ?? ''
}

const httpStatusWords: ReadonlyMap<number, string> = new Map([
  [400, 'Bad Request'],
  [401, 'Unauthorized'],
  [403, 'Forbidden'],
  [404, 'Not Found'],
  [405, 'Method Not Allowed'],
  [408, 'Request Timeout'],
  [409, 'Conflict'],
  [410, 'Gone'],
  [413, 'Content Too Large'],
  [418, 'I’m a Teapot'],
  [426, 'Upgrade Required'],
  [429, 'Too Many Requests'],
  [431, 'Request Header Fields Too Large'],
  [500, 'Internal Server Error'],
  [501, 'Not Implemented'],
  [502, 'Bad Gateway'],
  [503, 'Service Unavailable'],
  [504, 'Gateway Timeout'],
])
