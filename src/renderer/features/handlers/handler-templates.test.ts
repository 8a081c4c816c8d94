import { describe, expect, it } from 'vitest'
import { handlerTemplates, textFromTemplate } from './handler-templates'

const folder = '../../../../templates/'
const files = Object.keys(import.meta.glob('../../../../templates/*.ts'))

describe('the templates of new handlers', () => {
  it('are the files that are shipped, each once', () => {
    expect(handlerTemplates.map(({ id }) => `${folder}${id}.ts`).sort()).toEqual(files.sort())
  })

  it('serve a path of the new file’s name, unless the protocol prescribes one', async () => {
    const echo = await textFromTemplate('echo', 'handlers/shop/my orders.ts')
    expect(echo).toContain("handlesPath: '/ws/my-orders'")
    expect(await textFromTemplate('mqtt', 'handlers/shop.ts')).toContain("handlesPath: '/mqtt'")
  })

  it('are chosen by a name that exists', async () => {
    await expect(textFromTemplate('nope', 'handlers/a.ts')).rejects.toThrow('There is no template nope.')
  })
})
