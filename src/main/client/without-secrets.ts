const secretName = /token|key|secret|passw|pwd|auth|signature|^sig$|credential|jwt/i

/** The address without the parameters of its query whose names say that their values are secrets. */
export function withoutSecrets(address: string): string {
  const start = address.indexOf('?')
  if (start < 0) return address
  const parameters = address.slice(start + 1).split('&')
  const kept = parameters.filter((parameter) => !secretName.test(nameOf(parameter)))
  if (kept.length === parameters.length) return address
  return address.slice(0, start) + (kept.length === 0 ? '' : `?${kept.join('&')}`)
}

/** Without its percent signs: a name is read as the server reads it. */
function nameOf(parameter: string): string {
  const [name = ''] = new URLSearchParams(parameter).keys()
  return name
}
