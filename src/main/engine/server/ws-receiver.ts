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

const adapted = new WeakSet<FrameReceiver>()
const closeOpcode = 8

/**
 * Makes ws read the usual chunk of a client in one go, see `readWholeFrames`: text comes as a string then. It has the rest,
 * and every chunk while it is within a frame or a message, or where messages may be compressed.
 *
 * And makes it take nothing more of a client after an error of its protocol. ws 8.23 reads on where further chunks wait
 * behind a message that is being inflated, finds no mask and throws out of the stream: a client could end the process.
 */
export function adaptReceivers(): void {
  const { Receiver } = ws as unknown as { readonly Receiver: { readonly prototype: FrameReceiver } }
  const { prototype } = Receiver
  if (adapted.has(prototype)) return
  adapted.add(prototype)
  const write = prototype._write
  prototype._write = function (chunk, encoding, done) {
    if (this._errored) {
      done()
      return
    }
    const end = isBetweenMessages(this)
      ? readWholeFrames(chunk, this._maxPayload, (data, isBinary) => this.emit('message', data, isBinary))
      : 0
    if (end === chunk.length && end > 0) done()
    else write.call(this, end === 0 ? chunk : chunk.subarray(end), encoding, done)
  }
}

function isBetweenMessages(receiver: FrameReceiver): boolean {
  return (
    receiver._isServer &&
    receiver._state === 0 &&
    receiver._bufferedBytes === 0 &&
    receiver._fragmented === 0 &&
    receiver._opcode !== closeOpcode &&
    isEmpty(receiver._extensions)
  )
}

function isEmpty(extensions: object): boolean {
  for (const _ in extensions) return false
  return true
}
