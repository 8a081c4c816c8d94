import {
  type Direction,
  directions,
  type Origin,
  origins,
  type TrafficKind,
  trafficKinds,
} from '../../../shared/model/traffic'

/** Kinds, directions and origins as small numbers: what entries hold and what crosses to the worker. */
export const kindCodes = codesOf(trafficKinds)
export const directionCodes = codesOf(directions)
export const originCodes = codesOf(origins)

/** The code of a name: comparing a few texts that are the same objects beats looking up a property by name. */
export function codeIn<T extends string>(names: readonly T[], name: T): number {
  for (let code = 0; code < names.length; code += 1) if (names[code] === name) return code
  return 0
}

/** The kind of a code made by `kindCodes`. */
export function kindOf(code: number): TrafficKind {
  return trafficKinds[code] ?? 'discarded'
}

/** The direction of a code made by `directionCodes`. */
export function directionOf(code: number): Direction {
  return directions[code] ?? 'none'
}

/** The origin of a code made by `originCodes`. */
export function originOf(code: number): Origin {
  return origins[code] ?? 'engine'
}

function codesOf<T extends string>(names: readonly T[]): Readonly<Record<T, number>> {
  // `Object.fromEntries` forgets the keys; they are exactly `names`.
  return Object.fromEntries(names.map((name, index) => [name, index])) as Record<T, number>
}
