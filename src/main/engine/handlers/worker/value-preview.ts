import { inspect, types } from 'node:util'
import { longestPreview } from '../../../../shared/model/logged-value'
import { readableStack } from '../workspace-url'

/** What is inside a value; `text` stands for a value that is only described. */
export type Inside =
  | { readonly label: string; readonly value: unknown }
  | { readonly label: string; readonly text: string }

export interface Contents {
  /** How many there are, whether listed or not. */
  readonly size: number
  readonly listed: readonly Inside[]
}

const previewed = 5
const longestString = 100

/** Whether a value has an inside that can be listed without running any of the handler's code. */
export function isContainer(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || types.isProxy(value)) return false
  if (types.isDate(value) || types.isRegExp(value) || types.isPromise(value)) return false
  return !(types.isBoxedPrimitive(value) || types.isDataView(value) || types.isAnyArrayBuffer(value))
}

/** What is inside, at most `limit`; getters are named, not called. */
export function contentsOf(value: object, limit: number): Contents {
  if (Array.isArray(value) || types.isTypedArray(value)) return itemsOf(value, limit)
  if (types.isMap(value)) {
    const listed = firstOf(value.entries(), limit).map(([key, item]) => ({
      label: wordFor(key),
      value: item,
    }))
    return { size: value.size, listed }
  }
  if (types.isSet(value)) {
    const listed = firstOf(value.values(), limit).map((item, index) => ({ label: `${index}`, value: item }))
    return { size: value.size, listed }
  }
  const keys = Object.keys(value)
  if (types.isNativeError(value)) {
    const hidden = ['message', 'cause', 'errors'].filter((key) => Object.hasOwn(value, key))
    const all = [...new Set([...hidden, ...keys])]
    const listed = all.slice(0, limit - 1).map((key) => propertyOf(value, key))
    return { size: all.length + 1, listed: [...listed, { label: 'stack', text: stackOf(value) }] }
  }
  return { size: keys.length, listed: keys.slice(0, limit).map((key) => propertyOf(value, key)) }
}

/** A value in one short line: `{ a: 1, b: {…} }`, `(7) [1, 2, 3, 4, 5, …]`, `Map(1) { 'k' => 1 }`. */
export function previewOf(value: unknown): string {
  if (!isContainer(value)) return wordFor(value)
  if (types.isNativeError(value)) return shortened(stackOf(value).split('\n    at ')[0] ?? '')
  const { size, listed } = contentsOf(value, previewed)
  const isList = Array.isArray(value) || types.isTypedArray(value)
  const separator = types.isMap(value) ? ' => ' : ': '
  const parts = listed.map((inside) => {
    const word = 'text' in inside ? inside.text : wordFor(inside.value)
    return isList || types.isSet(value) ? word : `${inside.label}${separator}${word}`
  })
  if (size > listed.length) parts.push('…')
  const name = nameOf(value, size)
  const prefix = name === '' ? '' : `${name} `
  if (isList) return shortened(`${prefix}[${parts.join(', ')}]`)
  return shortened(parts.length === 0 ? `${prefix}{}` : `${prefix}{ ${parts.join(', ')} }`)
}

/** Cut to what a preview may be long. */
export function shortened(text: string, length = longestPreview): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text
}

/** A value inside of another one's preview: `'text'`, `Array(3)`, `{…}`. */
function wordFor(value: unknown): string {
  if (typeof value === 'string') return inspect(shortened(value, longestString))
  if (!isContainer(value)) return shortened(inspect(value, leafOptions))
  if (Array.isArray(value)) return `Array(${value.length})`
  if (types.isNativeError(value)) return previewOf(value)
  const name = nameOf(value, sizeOf(value))
  if (types.isMap(value) || types.isSet(value) || types.isTypedArray(value)) return name
  return name === '' ? '{…}' : `${name} {…}`
}

const leafOptions = {
  depth: 0,
  breakLength: Number.POSITIVE_INFINITY,
  maxArrayLength: previewed,
  maxStringLength: longestString,
  customInspect: false,
} as const

function sizeOf(value: object): number {
  if (types.isMap(value) || types.isSet(value)) return value.size
  return types.isTypedArray(value) ? value.length : 0
}

/** What stands before the braces; nothing for a plain object and a short array. */
function nameOf(value: object, size: number): string {
  if (Array.isArray(value)) return size > previewed ? `(${size})` : ''
  const name = constructorName(value)
  if (types.isMap(value) || types.isSet(value) || types.isTypedArray(value)) return `${name}(${size})`
  return name === 'Object' ? '' : name
}

function constructorName(value: object): string {
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype === null) return '[null prototype]'
  if (typeof prototype !== 'object' || types.isProxy(prototype)) return ''
  const made: unknown = Object.getOwnPropertyDescriptor(prototype, 'constructor')?.value
  if (typeof made !== 'function' || types.isProxy(made)) return ''
  const name: unknown = Object.getOwnPropertyDescriptor(made, 'name')?.value
  return typeof name === 'string' ? shortened(name, longestString) : ''
}

function itemsOf(value: ArrayLike<unknown> & object, limit: number): Contents {
  const listed = Array.from({ length: Math.min(limit, value.length) }, (_, index) =>
    propertyOf(value, `${index}`),
  )
  return { size: value.length, listed }
}

function propertyOf(owner: object, key: string): Inside {
  const label = shortened(key, longestString)
  const property = Object.getOwnPropertyDescriptor(owner, key)
  if (!property) return { label, text: 'empty' }
  if (property.get) return { label, text: '[Getter]' }
  return property.set ? { label, text: '[Setter]' } : { label, value: property.value }
}

function stackOf(error: Error): string {
  return readableStack(String(error.stack ?? error.message))
}

function firstOf<T>(items: Iterable<T>, limit: number): T[] {
  const first: T[] = []
  for (const item of items) {
    if (first.length === limit) break
    first.push(item)
  }
  return first
}
