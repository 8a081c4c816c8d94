import { X509Certificate } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { isIP } from 'node:net'
import { join } from 'node:path'
import { generate } from 'selfsigned'
import { codeOf } from '../../../shared/errors'

/** A certificate and its key, both PEM. */
export interface Certificate {
  readonly cert: string
  readonly key: string
}

/** Browsers refuse server certificates that are valid for longer (CA/Browser Forum, since 2020). */
const validDays = 397
const dayMs = 24 * 60 * 60 * 1000

/**
 * The self-signed certificate kept in `folder`, made anew where there is none, it does not fit `host`, or
 * it ends within a day. A kept one has to be trusted by clients only once. Without a folder it is made anew.
 */
export async function loadCertificate(folder: string | null, host: string): Promise<Certificate> {
  if (folder === null) return makeCertificate(host)
  const certFile = join(folder, 'cert.pem')
  const keyFile = join(folder, 'key.pem')
  const kept = await readKept(certFile, keyFile)
  if (kept && fits(kept.cert, host)) return kept
  const made = await makeCertificate(host)
  await mkdir(folder, { recursive: true })
  await writeFile(keyFile, made.key, { mode: 0o600 })
  await writeFile(certFile, made.cert)
  return made
}

async function readKept(certFile: string, keyFile: string): Promise<Certificate | null> {
  try {
    return { cert: await readFile(certFile, 'utf8'), key: await readFile(keyFile, 'utf8') }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  }
}

function fits(cert: string, host: string): boolean {
  try {
    const certificate = new X509Certificate(cert)
    if (Date.parse(certificate.validTo) < Date.now() + dayMs) return false
    return (isIP(host) ? certificate.checkIP(host) : certificate.checkHost(host)) !== undefined
  } catch {
    // Not a certificate: a new one takes its place.
    return false
  }
}

async function makeCertificate(host: string): Promise<Certificate> {
  const names = new Set(['localhost', '127.0.0.1', '::1', host])
  const made = await generate([{ name: 'commonName', value: 'Understudy mock server' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notAfterDate: new Date(Date.now() + validDays * dayMs),
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [...names].map((name) =>
          isIP(name) ? { type: 7 as const, ip: name } : { type: 2 as const, value: name },
        ),
      },
    ],
  })
  return { cert: made.cert, key: made.private }
}
