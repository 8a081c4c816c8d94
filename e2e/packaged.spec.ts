import { expect, test } from './fixture'
import { chip, clientLog, connectBuiltIn, replaceCode, save, say } from './journey'

test('the packaged app serves the Chat sample, compiles a saved handler and shows its traffic', async ({
  understudy,
}) => {
  const { page } = understudy
  const stranger = await understudy.connect('/')
  expect(await stranger.next()).toMatch(/welcome/i)
  await connectBuiltIn(page)
  await say(page, '/join lobby')
  await expect(clientLog(page)).toContainText('Joined room: lobby')
  await replaceCode(
    page,
    `import { defineHandler } from 'understudy'
import { faker } from '@faker-js/faker'

export default defineHandler({
  onMessage: (ctx) => ctx.sendText('from the package: ' + (faker.person.firstName().length > 0)),
})
`,
  )
  await save(page)
  await expect(chip(page)).toContainText(/Live · reload #2 · \d+ ms/)
  await say(page, 'hello')
  await expect(clientLog(page)).toContainText('from the package: true')
})
