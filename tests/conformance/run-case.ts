import type { Answers, ConformanceCase, Step } from './conformance-case'
import { closeFrame } from './frame'
import { handshake, sampleAccept } from './handshake-request'
import { WireClient } from './wire-client'

/** Plays a case; resolves with null where all was as expected, else with what was not. */
export async function runCase(one: ConformanceCase, host: string, port: number): Promise<string | null> {
  const client = new WireClient(host, port, one.inflate)
  try {
    await play(one, client)
    return client.violation
  } catch (error) {
    return client.violation ?? (error instanceof Error ? error.message : String(error))
  } finally {
    await client.dispose()
  }
}

async function play(one: ConformanceCase, client: WireClient): Promise<void> {
  const request = Buffer.from(one.request ?? handshake())
  const first = one.pipelined ? Buffer.concat([request, one.pipelined]) : request
  await client.send(first, one.choppedRequest)
  const { expects } = one
  if (expects.kind === 'ends' || expects.kind === 'http') {
    for (const step of one.steps ?? []) await take(step, client)
    await expectRefusal(expects, client)
    return
  }
  await client.until('answer to the handshake', () => client.head !== null)
  checkUpgrade(one, client)
  for (const step of one.steps ?? []) await take(step, client)
  if (expects.kind === 'answers') await expectAnswers(expects, client)
  else await expectClose(expects, client)
}

function checkUpgrade(one: ConformanceCase, client: WireClient): void {
  const head = client.head ?? ''
  if (!client.upgraded) throw new Error(`The handshake was refused: ${head.split('\r\n', 1)[0]}`)
  const usual = one.request === undefined ? [`Sec-WebSocket-Accept: ${sampleAccept}`] : []
  for (const line of [...usual, ...(one.upgradeHeaders ?? [])]) {
    if (!head.includes(`${line}\r\n`)) throw new Error(`The handshake's answer lacks "${line}": ${head}`)
  }
  for (const text of one.noUpgradeHeaders ?? []) {
    if (head.includes(text)) throw new Error(`The handshake's answer has "${text}"`)
  }
}

async function take(step: Step, client: WireClient): Promise<void> {
  switch (step.do) {
    case 'send':
      return client.send(step.bytes, step.chop)
    case 'await-messages':
      return client.until(`message ${step.count}`, () => client.messages.length >= step.count)
    case 'await-pongs':
      return client.until(`pong ${step.count}`, () => client.pongs.length >= step.count)
    case 'await-close':
      return client.until('close frame', () => client.close !== null)
    case 'end':
      return client.end()
    default:
      return step satisfies never
  }
}

async function expectRefusal(
  expects: Extract<ConformanceCase['expects'], { kind: 'http' | 'ends' }>,
  client: WireClient,
): Promise<void> {
  if (expects.kind === 'http' && expects.keepsAlive) {
    await client.until('HTTP answer', () => client.head !== null)
  } else {
    await client.until('end of the connection', () => client.ended)
  }
  const text = client.head ?? client.text
  if (expects.kind === 'ends') {
    if (text !== '') throw new Error(`An answer came: ${text}`)
    return
  }
  const expected = `HTTP/1.1 ${expects.status} `
  if (!text.startsWith(expected)) {
    throw new Error(`Expected ${expected}, got ${text.split('\r\n', 1)[0] || 'nothing'}`)
  }
  for (const line of expects.headers ?? []) {
    if (!text.includes(`${line}\r\n`)) throw new Error(`The answer lacks "${line}": ${text}`)
  }
}

async function expectAnswers(
  expects: Extract<ConformanceCase['expects'], { kind: 'answers' }>,
  client: WireClient,
): Promise<void> {
  const { messages = [], pongs = [] } = expects
  await client.until(`message ${messages.length}`, () => client.messages.length >= messages.length)
  await client.until(`pong ${pongs.length}`, () => client.pongs.length >= pongs.length)
  await client.send(closeFrame(1000))
  await client.until('close frame', () => client.close !== null)
  await client.until('end of the connection', () => client.ended)
  compare(expects, client)
  if (expects.compressed && client.compressedMessages === 0) throw new Error('No message was compressed')
  if (client.close?.code !== 1000) throw new Error(`The close frame said ${client.close?.code}, not 1000`)
}

async function expectClose(
  expects: Extract<ConformanceCase['expects'], { kind: 'closes' }>,
  client: WireClient,
): Promise<void> {
  await client.until('end of the connection', () => client.ended)
  compare(expects, client)
  const code = client.close === null ? 'none' : client.close.code
  if (code !== expects.code) {
    throw new Error(`Expected close code ${expects.code}, got ${code} ${client.close?.reason ?? ''}`)
  }
  if (expects.reason !== undefined && client.close?.reason !== expects.reason) {
    throw new Error(`Expected the reason "${expects.reason}", got "${client.close?.reason}"`)
  }
}

function compare(answers: Answers, client: WireClient): void {
  if (answers.messages !== undefined) compareAll('message', answers.messages, client.messages)
  if (answers.pongs !== undefined) compareAll('pong', answers.pongs, client.pongs)
}

function compareAll(
  what: string,
  expected: readonly (string | Uint8Array)[],
  seen: readonly (string | Buffer)[],
): void {
  if (seen.length !== expected.length) {
    throw new Error(`Expected ${expected.length} ${what}s, got ${seen.length}`)
  }
  expected.forEach((wanted, index) => {
    const got = seen[index] ?? ''
    const isSameType = what === 'pong' || typeof got === typeof wanted
    if (!isSameType || !Buffer.from(got).equals(Buffer.from(wanted))) {
      throw new Error(`The ${what} ${index + 1} is not the one that was expected`)
    }
  })
}
