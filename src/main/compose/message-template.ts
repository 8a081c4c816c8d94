import type { Faker } from '@faker-js/faker'
import { AppError, messageOf } from '../../shared/errors'
import type { OutgoingMessage } from '../../shared/model/message'
import type { ComposedBody, ComposedType } from '../../shared/model/saved-message'
import { t } from '../../shared/text/t'
import { bytesOfBase64, bytesOfHex } from '../../shared/typed-bytes'
import { needsFaker, type PlaceholderContext, placeholderValue } from './placeholder-values'
import { findPlaceholders, type Placeholder } from './placeholders'

/** A message whose placeholders are filled in anew each time. */
export class MessageTemplate {
  readonly #text: string
  readonly #parts: readonly TemplatePart[]
  readonly #type: ComposedType
  readonly #faker: Faker | null
  /** What is the same for everybody is made once. */
  readonly #constant: OutgoingMessage | null

  private constructor(body: ComposedBody, placeholders: readonly Placeholder[], faker: Faker | null) {
    this.#type = body.type
    this.#faker = faker
    this.#parts = body.type === 'json' ? jsonParts(body.text, placeholders) : placeholders.map(asIs)
    this.#text = body.text
    this.#constant = placeholders.length === 0 ? outgoing(body.type, body.text) : null
  }

  /**
   * Loads Faker, which takes some 100 ms, only where a placeholder asks for it. Throws `AppError` 'bad-request'
   * for a placeholder, or a message without placeholders, that can't be understood.
   */
  static async of(body: ComposedBody): Promise<MessageTemplate> {
    const placeholders = body.placeholders ? findPlaceholders(body.text) : []
    const faker = placeholders.some(needsFaker) ? (await import('@faker-js/faker/locale/en')).faker : null
    return new MessageTemplate(body, placeholders, faker)
  }

  /** The message for one recipient. Throws `AppError` 'bad-request', naming what is wrong. */
  make(context: PlaceholderContext): OutgoingMessage {
    return this.#constant ?? outgoing(this.#type, this.fill(context))
  }

  /** Its text for one recipient. */
  fill(context: PlaceholderContext): string {
    let text = ''
    let end = 0
    for (const { placeholder, isInString } of this.#parts) {
      const value = placeholderValue(placeholder, context, this.#faker)
      text += this.#text.slice(end, placeholder.start) + this.#written(value, isInString)
      end = placeholder.end
    }
    return text + this.#text.slice(end)
  }

  #written(value: unknown, isInsideString: boolean): string {
    if (this.#type === 'json' && !isInsideString) return JSON.stringify(value)
    const text = plainText(value)
    return isInsideString ? JSON.stringify(text).slice(1, -1) : text
  }
}

interface TemplatePart {
  readonly placeholder: Placeholder
  /** Whether it stands between the quotes of a JSON string. */
  readonly isInString: boolean
}

function plainText(value: unknown): string {
  if (value instanceof Date) return value.toISOString()
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)
}

function asIs(placeholder: Placeholder): TemplatePart {
  return { placeholder, isInString: false }
}

/** Counts the quotes of what stands between the placeholders: they may have quotes of their own. */
function jsonParts(text: string, placeholders: readonly Placeholder[]): readonly TemplatePart[] {
  let isInString = false
  let end = 0
  return placeholders.map((placeholder) => {
    const between = text.slice(end, placeholder.start).replace(/\\./g, '')
    if ((between.match(/"/g)?.length ?? 0) % 2 === 1) isInString = !isInString
    end = placeholder.end
    return { placeholder, isInString }
  })
}

function outgoing(type: ComposedType, text: string): OutgoingMessage {
  switch (type) {
    case 'text':
      return { type: 'text', text }
    case 'json': {
      checkJson(text)
      return { type: 'text', text }
    }
    case 'hex':
    case 'base64': {
      const parsed = type === 'hex' ? bytesOfHex(text) : bytesOfBase64(text)
      if (!parsed.ok) throw new AppError('bad-request', parsed.problem)
      return { type: 'binary', data: parsed.bytes }
    }
    default:
      return type satisfies never
  }
}

function checkJson(text: string): void {
  try {
    JSON.parse(text)
  } catch (error) {
    throw new AppError('bad-request', t`The message is not JSON: ${messageOf(error)}.`)
  }
}
