import type { Direction, Origin, TrafficFilter, TrafficKind } from '../../../shared/model/traffic'
import { t } from '../../../shared/text/t'
import { directionGlyph, directionWords, originWords } from './row-words'

/** A filter that lets every row through but pings and pongs. */
export const emptyFilter: TrafficFilter = {
  text: '',
  connections: [],
  room: null,
  directions: [],
  origins: [],
  kinds: [],
  marked: false,
  showHeartbeats: false,
}

/** What a chip narrows the list to. */
export type ChipSubject =
  | { readonly type: 'marked' }
  | { readonly type: 'connection'; readonly id: string }
  | { readonly type: 'room'; readonly name: string }
  | { readonly type: 'direction'; readonly direction: Direction }
  | { readonly type: 'origin'; readonly origin: Origin }
  | { readonly type: 'kinds'; readonly group: KindGroup }

/** The group that a row's kind belongs to, the narrowest first. */
export function kindGroupOf(kind: TrafficKind): KindGroup | null {
  const ofKind = (group: KindGroup) => new Set<TrafficKind>(kindGroups[group]).has(kind)
  return kindGroupNames.find(ofKind) ?? null
}

/** Kinds as people choose them: nobody filters for upstream-open without upstream-close. */
const kindGroups = {
  text: ['text'],
  binary: ['binary'],
  heartbeat: ['ping', 'pong'],
  handshake: ['open', 'refused', 'close'],
  upstream: ['upstream-open', 'upstream-close', 'upstream-error'],
  problem: ['handler-error', 'upstream-error', 'refused', 'fault', 'limit', 'discarded'],
} as const satisfies Record<string, readonly TrafficKind[]>
export type KindGroup = keyof typeof kindGroups

/** The words of each group, in the filter menu and on its chip. */
const kindGroupWords: Readonly<Record<KindGroup, string>> = {
  text: t`text messages`,
  binary: t`binary messages`,
  heartbeat: t`ping and pong`,
  handshake: t`connects, refusals, closes`,
  upstream: t`upstream events`,
  problem: t`errors, faults, limits`,
}

export const kindGroupNames = Object.keys(kindGroups) as readonly KindGroup[] // The keys of a constant.

// The shared model's own lists are runtime values beside zod schemas, which the window does without.
export const directionChoices = Object.keys({
  'from-client': true,
  'to-client': true,
  'to-upstream': true,
  'from-upstream': true,
  none: true,
} satisfies Record<Direction, true>) as readonly Direction[] // The keys of a constant.
export const originChoices = Object.keys({
  client: true,
  handler: true,
  upstream: true,
  user: true,
  fault: true,
  engine: true,
} satisfies Record<Origin, true>) as readonly Origin[] // The keys of a constant.

/** Whether the filter lets everything through, pings and pongs aside. */
export function isEmptyFilter(filter: TrafficFilter): boolean {
  return filter.text === '' && activeChips(filter).length === 0
}

/** The chips that are on, in the order in which they are shown. */
export function activeChips(filter: TrafficFilter): readonly ChipSubject[] {
  const groups = kindGroupNames.filter((group) => includesGroup(filter.kinds, group))
  return [
    ...(filter.marked ? [{ type: 'marked' } as const] : []),
    ...filter.connections.map((id) => ({ type: 'connection', id }) as const),
    ...(filter.room === null ? [] : [{ type: 'room', name: filter.room } as const]),
    ...filter.directions.map((direction) => ({ type: 'direction', direction }) as const),
    ...filter.origins.map((origin) => ({ type: 'origin', origin }) as const),
    ...groups.map((group) => ({ type: 'kinds', group }) as const),
  ]
}

/** Whether `subject` is among the active chips. */
export function hasChip(filter: TrafficFilter, subject: ChipSubject): boolean {
  switch (subject.type) {
    case 'marked':
      return filter.marked
    case 'connection':
      return filter.connections.includes(subject.id)
    case 'room':
      return filter.room === subject.name
    case 'direction':
      return filter.directions.includes(subject.direction)
    case 'origin':
      return filter.origins.includes(subject.origin)
    case 'kinds':
      return includesGroup(filter.kinds, subject.group)
    default:
      return subject satisfies never
  }
}

/** What a chip says. */
export function chipWords(subject: ChipSubject): string {
  switch (subject.type) {
    case 'marked':
      return t`marked`
    case 'connection':
      return t`connection ${subject.id}`
    case 'room':
      return t`room ${subject.name}`
    case 'direction':
      return `${directionGlyph(subject.direction)} ${directionWords(subject.direction)}`
    case 'origin':
      return t`by ${originWords(subject.origin)}`
    case 'kinds':
      return kindGroupWords[subject.group]
    default:
      return subject satisfies never
  }
}

/** The filter with `subject` switched on or off. A room replaces another room. */
export function toggleChip(filter: TrafficFilter, subject: ChipSubject): TrafficFilter {
  const on = !hasChip(filter, subject)
  switch (subject.type) {
    case 'marked':
      return { ...filter, marked: on }
    case 'connection':
      return { ...filter, connections: toggled(filter.connections, subject.id, on) }
    case 'room':
      return { ...filter, room: on ? subject.name : null }
    case 'direction':
      return { ...filter, directions: toggled(filter.directions, subject.direction, on) }
    case 'origin':
      return { ...filter, origins: toggled(filter.origins, subject.origin, on) }
    case 'kinds':
      return toggleGroup(filter, subject.group, on)
    default:
      return subject satisfies never
  }
}

/** The filter with `subject` in the place of others of its type. */
export function showOnly(filter: TrafficFilter, subject: ChipSubject): TrafficFilter {
  if (subject.type === 'connection') return { ...filter, connections: [subject.id] }
  if (subject.type === 'kinds') return toggleChip({ ...filter, kinds: [] }, subject)
  return hasChip(filter, subject) ? filter : toggleChip(filter, subject)
}

function includesGroup(kinds: readonly TrafficKind[], group: KindGroup): boolean {
  return kindGroups[group].every((kind) => kinds.includes(kind))
}

/** Kinds that another active group needs stay when one is switched off. */
function toggleGroup(filter: TrafficFilter, group: KindGroup, on: boolean): TrafficFilter {
  const groups = kindGroupNames.filter((name) => (name === group ? on : includesGroup(filter.kinds, name)))
  const kinds = [...new Set<TrafficKind>(groups.flatMap((name) => kindGroups[name]))]
  const showHeartbeats = filter.showHeartbeats || (on && group === 'heartbeat')
  return { ...filter, kinds, showHeartbeats }
}

function toggled<T>(items: readonly T[], item: T, on: boolean): T[] {
  const others = items.filter((other) => other !== item)
  return on ? [...others, item] : others
}
