import { expect, test } from './fixture'
import { chip, replaceCode, save } from './journey'

const version = (number: number) => `import { defineHandler } from 'understudy'

export default defineHandler({
  onMessage(ctx, msg) {
    if (msg.type === 'text') ctx.sendText('v${number} ' + msg.text)
  },
})
`

test('20 saves in the window while a client sends 100 messages/s: all answered once, in order', async ({
  understudy,
}) => {
  test.setTimeout(180_000)
  const { page } = understudy
  await replaceCode(page, version(0))
  await save(page)
  await expect(chip(page)).toContainText(/Live · reload #2 · \d+ ms/)
  const client = await understudy.connect('/')
  const answers: string[] = []
  client.socket.on('message', (data) => answers.push(String(data)))
  let sent = 0
  // The load of the test, not a wait: 100 messages a second.
  const load = setInterval(() => client.send(String(sent++)), 10)
  for (let number = 1; number <= 20; number++) {
    await replaceCode(page, version(number))
    await save(page)
    await expect(chip(page)).toContainText(new RegExp(`Live · reload #${number + 2} · \\d+ ms`))
  }
  clearInterval(load)
  client.send('last')
  await expect.poll(() => answers.at(-1)).toBe('v20 last')
  expect(answers.map((answer) => answer.split(' ')[1])).toEqual([
    ...Array.from({ length: sent }, (_, index) => String(index)),
    'last',
  ])
  const versions = answers.map((answer) => Number(answer.slice(1).split(' ')[0]))
  expect(versions).toEqual(versions.toSorted((a, b) => a - b))
  expect(new Set(versions).size).toBeGreaterThan(10)
  expect(client.isOpen).toBe(true)
})
