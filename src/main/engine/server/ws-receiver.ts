import * as ws from 'ws'
import { type DeliverMessage, readWholeFrames } from './whole-frames'

/** What is touched of ws's reader of frames, which ws exports and its types leave out. */
interface FrameReceiver {
  readonly _isServer: boolean
  readonly _extensions: object
  readonly _maxPayload: number
  /** 0 between two frames. */
  readonly _state: number
  readonly _opcode: number
  readonly _fragmented: number
  readonly _bufferedBytes: number
  readonly _errored: boolean
  emit(event: 'message', ...message: Parameters<DeliverMessage>): boolean
  _write(chunk: Buffer, encoding: string, done: (error?: Error | null) => void): void
}

const guarded = new WeakSet<FrameReceiver>()
const closeOpcode = 8

/**
 * Makes ws take nothing more of a client after an error of its protocol. ws 8.23 reads on where further chunks wait
 * behind a message that is being inflated, finds no mask and throws out of the stream: a client could end the process.
 */
export function guardReceivers(): void {
  const { Receiver } = ws as unknown as { readonly Receiver: { readonly prototype: FrameReceiver } }
  const { prototype } = Receiver
  if (guarded.has(prototype)) return
  guarded.add(prototype)
  const write = prototype._write
  prototype._write = function (chunk, encoding, done) {
    if (this._errored) done()
    else write.call(this, chunk, encoding, done)
  }
}

/**
 * Makes ws read the usual chunk of this client in one go, see `readWholeFrames`: the text of a 'message' is a string then.
 * ws has the rest as before, and every chunk while it is within a frame or a message, or where messages may be compressed.
 */
export function readInOneGo(socket: ws.WebSocket): void {
  const { _receiver: receiver } = socket as unknown as { readonly _receiver: FrameReceiver }
  if (receiver._isServer && isEmpty(receiver._extensions)) receiver._write = writeInOneGo
}

function writeInOneGo(
  this: FrameReceiver,
  ...[chunk, encoding, done]: Parameters<FrameReceiver['_write']>
): void {
  const end =
    isBetweenMessages(this) && !this._errored
      ? readWholeFrames(chunk, this._maxPayload, (data, isBinary) => this.emit('message', data, isBinary))
      : 0
  if (end === chunk.length && end > 0) {
    done()
    return
  }
  const { prototype } = this.constructor as unknown as { readonly prototype: FrameReceiver }
  prototype._write.call(this, end === 0 ? chunk : chunk.subarray(end), encoding, done)
}

function isBetweenMessages({ _state, _bufferedBytes, _fragmented, _opcode }: FrameReceiver): boolean {
  return _state === 0 && _bufferedBytes === 0 && _fragmented === 0 && _opcode !== closeOpcode
}

function isEmpty(extensions: object): boolean {
  for (const _ in extensions) return false
  return true
}
