import { describe, expect, it } from 'vitest'
import type { ComposedBody } from '../../shared/model/saved-message'
import { MessageTemplate } from './message-template'

const context = { seq: 7, connection: 'c3' }

async function filled(text: string, type: ComposedBody['type'] = 'text'): Promise<string> {
  return (await MessageTemplate.of({ type, text, placeholders: true })).fill(context)
}

describe('a message template', () => {
  it('fills in its own placeholders', async () => {
    expect(await filled('{{seq}} to {{ connection }}')).toBe('7 to c3')
    expect(await filled('{{now}}')).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
    expect(await filled('{{uuid}}')).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/)
  })

  it('is filled in anew for each recipient', async () => {
    const template = await MessageTemplate.of({ type: 'text', text: '{{uuid}}', placeholders: true })
    expect(template.fill(context)).not.toBe(template.fill(context))
  })

  it('fills in those of Faker, with arguments as JSON', async () => {
    expect(await filled('{{person.firstName}}')).toMatch(/\p{L}/u)
    expect(await filled('{{number.int({"min": 4, "max": 4})}}')).toBe('4')
    expect(await filled('{{helpers.arrayElement(["tea"])}}')).toBe('tea')
  })

  it('writes a value into JSON so that it stays JSON', async () => {
    const text =
      '{"\\"{{helpers.arrayElement(["a\\"b"])}}": {{helpers.arrayElement(["x\\ny"])}}, "n": {{seq}}}'
    expect(JSON.parse(await filled(text, 'json'))).toEqual({ '"a"b': 'x\ny', n: 7 })
  })

  it.each([
    ['{{person.firstNam}}', 'there is none of this name'],
    ['{{constructor.name}}', 'there is none of this name'],
    ['{{person.constructor}}', 'there is none of this name'],
    ['{{toString}}', 'there is none of this name'],
    ['{{two words}}', 'a placeholder is a name'],
    ['{{number.int(x)}}', 'not JSON'],
    ['{{string.alpha(1e9)}}', 'more than 10000'],
  ])('names %s as what is wrong', async (placeholder, cause) => {
    const failure = filled(`hello ${placeholder}`)
    await expect(failure).rejects.toThrow(`The placeholder ${placeholder} can't be filled in`)
    await expect(failure).rejects.toThrow(cause)
  })

  it('leaves braces alone when placeholders are off', async () => {
    const template = await MessageTemplate.of({ type: 'text', text: '{{nothing}}', placeholders: false })
    expect(template.make(context)).toEqual({ type: 'text', text: '{{nothing}}' })
  })

  it('makes bytes of hex and base64', async () => {
    const hex = await MessageTemplate.of({ type: 'hex', text: '48 6{{seq}}', placeholders: true })
    expect(hex.make(context)).toEqual({ type: 'binary', data: new Uint8Array([0x48, 0x67]) })
    await expect(
      MessageTemplate.of({ type: 'base64', text: 'SGk', placeholders: false }),
    ).resolves.toBeDefined()
  })

  it('refuses JSON that is none', async () => {
    await expect(MessageTemplate.of({ type: 'json', text: '{"a":', placeholders: true })).rejects.toThrow(
      'not JSON',
    )
  })
})
