import { setTimeout } from 'node:timers'
import type { SourceLocation } from '../../../../shared/model/handlers'
import { callerLocation } from './console-text'

/**
 * Places that are told per second. Somebody who looks at single messages has far fewer; beyond it a stack trace per
 * message would cost more than the message.
 */
const placesPerSecond = 200
/** Different call sites that are remembered; more than a workspace has, unless it makes code as it goes. */
const maxKnown = 5000
/** Frames of a stack that tell one call site from another. */
const framesInKey = 4

/** Tells where in the workspace's code messages are sent, as long as there are not too many of them. */
export class CallPlaces {
  #left = placesPerSecond
  /** By the frames of the compiled code: reading those costs far less than looking them up in the source map. */
  readonly #known = new Map<string, SourceLocation | null>()

  #given: SourceLocation | null = null

  constructor(private readonly tell: (place: SourceLocation) => void) {}

  /** What is called until this is said again with null is called at a place that is known. */
  callsFrom(place: SourceLocation | null): void {
    this.#given = place
  }

  /** Tells where the handler is that calls something now. */
  note(): void {
    if (this.#left === 0) return
    if (this.#left === placesPerSecond) setTimeout(() => this.#refill(), 1000).unref()
    this.#left -= 1
    const place = this.#given ?? this.#find()
    if (place) this.tell(place)
  }

  #find(): SourceLocation | null {
    const key = compiledFrames(this.note)
    let place = this.#known.get(key)
    if (place === undefined) {
      if (this.#known.size >= maxKnown) this.#known.clear()
      place = callerLocation(this.note)
      this.#known.set(key, place)
    }
    return place
  }

  #refill(): void {
    this.#left = placesPerSecond
  }
}

/** Where `callee` was called in compiled code, without our own frames above the first of somebody else. */
function compiledFrames(callee: (...args: never[]) => unknown): string {
  const format = Error.prepareStackTrace
  const holder: { stack?: unknown } = {}
  try {
    Error.prepareStackTrace = (_error, frames) => keyOf(frames)
    Error.captureStackTrace(holder, callee)
    // Made by the function above, unless a handler has seen to it that nothing is.
    return String(holder.stack)
  } finally {
    Error.prepareStackTrace = format
  }
}

function keyOf(frames: readonly NodeJS.CallSite[]): string {
  const own = frames[0]?.getFileName()
  const first = frames.findIndex((frame) => frame.getFileName() !== own)
  return frames
    .slice(Math.max(0, first), Math.max(0, first) + framesInKey)
    .map((frame) => `${frame.getFileName()}:${frame.getLineNumber()}:${frame.getColumnNumber()}`)
    .join(' ')
}
