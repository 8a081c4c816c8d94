import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'

/**
 * Puts one case's load on a server and prints one line of JSON: `{ perSecond, p50Ms, p99Ms, clientMicros, allFrames }`,
 * the last two being this process's own processor time per frame and the frames with those of the warm-up.
 * Frames are built once and answers are only counted by their length, so that this process is not what is
 * measured. Bounded: it ends after `warmUpMs + durationMs`. With `perSecond` it sends at that rate instead of as fast
 * as it is answered; with `numbered` no two messages are alike.
 *
 * Usage: node bench/load-client.mjs PORT CASE_AS_JSON DURATION_MS
 */
const port = Number(process.argv[2])
const load = JSON.parse(process.argv[3] ?? '{}')
const durationMs = Number(process.argv[4])
const warmUpMs = 2000

const firstNumber = '1000000'
let lastNumber = Number(firstNumber)
const payload = load.hold ? Buffer.alloc(0) : payloadOf(load)
const frame = maskedFrame(payload, load.isBinary === true)
/** Servers don't mask: header and payload of an answer have a fixed length. */
const answerBytes = payload.length + (payload.length < 126 ? 2 : payload.length < 65_536 ? 4 : 10)
const senders = load.senders ?? load.connections

let counting = false
let frames = 0
let warmUpFrames = 0
const roundTrips = []

/** All that comes is read into one buffer: streams would make one per chunk, and it is only counted. */
const readBuffer = Buffer.alloc(65_536)
/** What is told how many bytes came, by socket. */
const onBytes = new Map()
const sockets = []
const openingAt = performance.now()
for (let started = 0; started < load.connections; started += 100) {
  const batch = Math.min(100, load.connections - started)
  sockets.push(...(await Promise.all(Array.from({ length: batch }, () => open(port, load.path)))))
}
if (load.hold) {
  console.log(JSON.stringify({ perSecond: (sockets.length / (performance.now() - openingAt)) * 1000 }))
  // Whoever started this process looks at the server, then ends it.
  await new Promise(() => undefined)
}
if (load.perSecond) pace()
else for (const [index, socket] of sockets.entries()) drive(socket, index < senders)
setTimeout(() => {
  counting = true
  const start = process.hrtime.bigint()
  const cpu = process.cpuUsage()
  setTimeout(() => {
    const seconds = Number(process.hrtime.bigint() - start) / 1e9
    roundTrips.sort((a, b) => a - b)
    const at = (share) => roundTrips[Math.floor(roundTrips.length * share)] ?? null
    const { user, system } = process.cpuUsage(cpu)
    console.log(
      JSON.stringify({
        perSecond: frames / seconds,
        p50Ms: at(0.5),
        p99Ms: at(0.99),
        clientMicros: (user + system) / frames,
        allFrames: frames + warmUpFrames,
      }),
    )
    process.exit(0)
  }, durationMs)
}, warmUpMs)

/** Sends at a steady rate, but never more than may be in flight. */
function pace() {
  let inFlight = 0
  for (const socket of sockets) {
    countAnswers(socket, (complete) => {
      inFlight -= complete
    })
  }
  let last = performance.now()
  let owed = 0
  let next = 0
  setInterval(() => {
    const now = performance.now()
    owed += ((now - last) / 1000) * load.perSecond
    last = now
    const sending = Math.min(Math.floor(owed), load.connections * load.inFlight - inFlight)
    owed = Math.min(owed - sending, load.perSecond)
    inFlight += sending
    const each = Math.ceil(sending / sockets.length)
    for (let left = sending; left > 0; left -= each) {
      sockets[next % sockets.length].write(framesOf(Math.min(each, left)))
      next += 1
    }
  }, 5)
}

function countAnswers(socket, answered) {
  let pending = 0
  onBytes.set(socket, (bytes) => {
    pending += bytes
    const complete = Math.floor(pending / answerBytes)
    pending -= complete * answerBytes
    if (counting) frames += complete
    else warmUpFrames += complete
    if (complete > 0) answered(complete)
  })
}

/** `count` frames; numbered ones differ in the digits behind `"n":`, and are of the same length. */
function framesOf(count) {
  const all = Buffer.concat(Array(count).fill(frame))
  if (!load.numbered) return all
  for (let at = frame.indexOf(firstNumber); at < all.length; at += frame.length) {
    lastNumber += 1
    all.write(String(lastNumber), at, 'latin1')
  }
  return all
}

function drive(socket, isSender) {
  let sentAt = 0n
  const measuresTrips = load.connections === 1
  countAnswers(socket, (complete) => {
    if (measuresTrips && counting) roundTrips.push(Number(process.hrtime.bigint() - sentAt) / 1e6)
    if (!isSender) return
    if (measuresTrips) sentAt = process.hrtime.bigint()
    socket.write(complete === 1 && !load.numbered ? frame : framesOf(complete))
  })
  if (isSender) {
    sentAt = process.hrtime.bigint()
    socket.write(framesOf(load.inFlight))
  }
}

function open(toPort, path) {
  return new Promise((resolve, reject) => {
    let head = ''
    const readHead = (bytes) => {
      head += readBuffer.toString('latin1', 0, bytes)
      if (!head.includes('\r\n\r\n')) return
      onBytes.delete(socket)
      if (head.startsWith('HTTP/1.1 101')) resolve(socket)
      else reject(new Error(`refused: ${head.slice(0, 60)}`))
    }
    const onread = { buffer: readBuffer, callback: (bytes) => void onBytes.get(socket)?.(bytes) }
    const socket = connect({ port: toPort, host: '127.0.0.1', noDelay: true, onread }, () => {
      socket.write(
        `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${toPort}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
          `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\nSec-WebSocket-Version: 13\r\n\r\n`,
      )
    })
    onBytes.set(socket, readHead)
    socket.once('error', reject)
  })
}

/** JSON of exactly `bytes` bytes, so that the same payload serves the routed cases. */
function payloadOf({ bytes, isBinary, numbered }) {
  if (isBinary) return Buffer.alloc(bytes, 7)
  const number = numbered ? `"n":${firstNumber},` : ''
  const empty = `{"type":"tick",${number}"pad":""}`
  return Buffer.from(`{"type":"tick",${number}"pad":"${'x'.repeat(bytes - empty.length)}"}`)
}

/** A client frame, RFC 6455 §5.2, with a zero mask so that the payload needs no work. */
function maskedFrame(body, isBinary) {
  const length = body.length
  const extra = length < 126 ? 0 : length < 65_536 ? 2 : 8
  const head = Buffer.alloc(2 + extra + 4)
  head[0] = 0x80 | (isBinary ? 2 : 1)
  head[1] = 0x80 | (extra === 0 ? length : extra === 2 ? 126 : 127)
  if (extra === 2) head.writeUInt16BE(length, 2)
  if (extra === 8) head.writeBigUInt64BE(BigInt(length), 2)
  return Buffer.concat([head, body])
}
