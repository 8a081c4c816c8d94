import type { FaultAct } from '../../../shared/model/fault-act'
import type { TrafficFilter } from '../../../shared/model/traffic'
import { field } from './capture-protocol'
import type { EntryChunk } from './entry-chunk'
import { directionCodes, kindCodes, originCodes } from './entry-codes'
import { afterFaults } from './fault-steps'
import { compileFilterText } from './filter-text'

export type EntryPredicate = (chunk: EntryChunk, index: number) => boolean

export type CompiledFilter =
  | { readonly ok: true; readonly shows: EntryPredicate }
  | { readonly ok: false; readonly error: string }

/** What a filter asks for that no entry says of itself. */
export interface FilterFacts {
  /** The connections that are or were in a room. */
  readonly wereIn: (room: string) => ReadonlySet<number>
  readonly isMarked: (seq: number) => boolean
  /** What faults did to an entry's message, as far as is known by now; null where none did anything. */
  readonly faultsOf: (chunk: EntryChunk, index: number) => readonly FaultAct[] | null
}

/** Whether what faults did to a message may decide if it is shown. */
export function asksForFaults({ text, kinds, origins }: TrafficFilter): boolean {
  return text !== '' || kinds.includes('fault') || origins.includes('fault')
}

/** Compiles a filter. */
export function compileFilter(filter: TrafficFilter, facts: FilterFacts): CompiledFilter {
  const text = compileFilterText(filter.text)
  if (!text.ok) return text
  const tests = chipTests(filter, facts)
  const matches = text.matches
  if (matches) {
    tests.push((chunk, index) => {
      const connection = chunk.number(index, field.connection)
      const faults = facts.faultsOf(chunk, index)
      return matches(
        afterFaults(chunk.payload(index), faults),
        chunk.path(index),
        connection === 0 ? '' : `c${connection}`,
      )
    })
  }
  const discarded = kindCodes.discarded
  const shows: EntryPredicate = (chunk, index) =>
    chunk.number(index, field.kind) === discarded || tests.every((test) => test(chunk, index))
  return { ok: true, shows }
}

/** The cheap tests, which come before the text. */
function chipTests(filter: TrafficFilter, { wereIn, isMarked, faultsOf }: FilterFacts): EntryPredicate[] {
  const tests: EntryPredicate[] = []
  const hidden = heartbeats(filter)
  if (hidden.size > 0) tests.push((chunk, index) => !hidden.has(chunk.number(index, field.kind)))
  if (filter.kinds.length > 0)
    tests.push(
      orTouched(
        filter.kinds.includes('fault') && faultsOf,
        among(
          field.kind,
          filter.kinds.map((kind) => kindCodes[kind]),
        ),
      ),
    )
  if (filter.directions.length > 0) {
    tests.push(
      among(
        field.direction,
        filter.directions.map((direction) => directionCodes[direction]),
      ),
    )
  }
  if (filter.origins.length > 0) {
    tests.push(
      orTouched(
        filter.origins.includes('fault') && faultsOf,
        among(
          field.origin,
          filter.origins.map((origin) => originCodes[origin]),
        ),
      ),
    )
  }
  if (filter.connections.length > 0) {
    tests.push(
      among(
        field.connection,
        filter.connections.map((id) => Number(id.slice(1))),
      ),
    )
  }
  if (filter.marked) tests.push((chunk, index) => isMarked(chunk.number(index, field.seq)))
  const room = filter.room
  if (room !== null) tests.push((chunk, index) => wereIn(room).has(chunk.number(index, field.connection)))
  return tests
}

/** Ping and pong, unless they are asked for in one way or the other. */
function heartbeats(filter: TrafficFilter): ReadonlySet<number> {
  if (filter.showHeartbeats) return new Set()
  const hidden = new Set<number>()
  if (!filter.kinds.includes('ping')) hidden.add(kindCodes.ping)
  if (!filter.kinds.includes('pong')) hidden.add(kindCodes.pong)
  return hidden
}

function among(name: number, codes: readonly number[]): EntryPredicate {
  const wanted = new Set(codes)
  return (chunk, index) => wanted.has(chunk.number(index, name))
}

/** Who asks for what faults did wants the messages that they touched, too. */
function orTouched(faultsOf: FilterFacts['faultsOf'] | false, test: EntryPredicate): EntryPredicate {
  if (faultsOf === false) return test
  return (chunk, index) => test(chunk, index) || faultsOf(chunk, index) !== null
}
