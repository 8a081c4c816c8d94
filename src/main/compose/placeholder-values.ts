import { randomUUID } from 'node:crypto'
import type { Faker } from '@faker-js/faker'
import { messageOf } from '../../shared/errors'
import { type Placeholder, placeholderError } from './placeholders'

/** What placeholders may say about the one who gets the message. */
export interface PlaceholderContext {
  /** Number of the message, counted from 1 since the app was started. */
  readonly seq: number
  /** The recipient's id. */
  readonly connection: string
}

/** Those that need no library. */
const ownValues: Readonly<Record<string, (context: PlaceholderContext) => string | number>> = {
  uuid: () => randomUUID(),
  now: () => new Date().toISOString(),
  timestamp: () => Date.now(),
  seq: ({ seq }) => seq,
  connection: ({ connection }) => connection,
}

/** In these modules a number says how much text to make; more would stop the app for seconds. */
const textModules = ['string', 'lorem', 'word', 'helpers', 'internet', 'image']
const maxAmount = 10_000

/** Whether the placeholder needs faker. */
export function needsFaker({ name }: Placeholder): boolean {
  return !Object.hasOwn(ownValues, name)
}

/** The value of a placeholder. Throws `AppError` 'bad-request', naming the placeholder. */
export function placeholderValue(
  placeholder: Placeholder,
  context: PlaceholderContext,
  faker: Faker | null,
): unknown {
  const { name, source } = placeholder
  const own = Object.hasOwn(ownValues, name) ? ownValues[name] : undefined
  if (own) return own(context)
  const method = faker && fakerMethod(faker, name)
  if (!method) {
    const known = Object.keys(ownValues).join(', ')
    throw placeholderError(source, `there is none of this name; there are ${known}, and those of Faker`)
  }
  checkAmounts(placeholder)
  let value: unknown
  try {
    value = method(...placeholder.args)
  } catch (error) {
    throw placeholderError(source, messageOf(error).replace(/\.$/, ''))
  }
  if (value === undefined || typeof value === 'function') throw placeholderError(source, 'it gives no value')
  return value
}

/** `person.firstName` of Faker; nothing that is inherited by all objects can be reached. */
function fakerMethod(faker: Faker, name: string): ((...args: readonly unknown[]) => unknown) | null {
  const [moduleName = '', methodName = '', ...more] = name.split('.')
  if (more.length > 0 || !Object.hasOwn(faker, moduleName)) return null
  const fakerModule: unknown = Reflect.get(faker, moduleName)
  if (typeof fakerModule !== 'object' || fakerModule === null) return null
  if (methodName in Object.prototype || methodName === 'faker') return null
  const method: unknown = Reflect.get(fakerModule, methodName)
  return typeof method === 'function' ? (...args) => Reflect.apply(method, fakerModule, args) : null
}

function checkAmounts({ name, args, source }: Placeholder): void {
  if (!textModules.includes(name.split('.')[0] ?? '')) return
  for (const [amount] of JSON.stringify(args).matchAll(/\d+(?:\.\d+)?(?:e[+-]?\d+)?/gi)) {
    if (Number(amount) > maxAmount) throw placeholderError(source, `${amount} is more than ${maxAmount}`)
  }
}
