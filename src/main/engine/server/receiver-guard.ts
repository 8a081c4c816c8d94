import * as ws from 'ws'

/** What is touched of ws's reader of frames, which ws exports and its types leave out. */
interface FrameReceiver {
  _errored: boolean
  _write(chunk: Buffer, encoding: string, done: (error?: Error | null) => void): void
}

const guarded = new WeakSet<FrameReceiver>()

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
