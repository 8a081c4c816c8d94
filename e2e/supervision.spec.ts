import { expect, test } from './fixture'
import { chip, replaceCode, save } from './journey'

const handler = (act: string) => `import { defineHandler } from 'understudy'

export default defineHandler({
  onMessage(ctx, msg) {
    if (msg.type !== 'text') return
    if (msg.text === 'act') {
      ${act}
    }
    ctx.sendText('answer to ' + msg.text)
  },
})
`

const cases = [
  {
    name: 'process.exit',
    act: 'process.exit(3)',
    chip: /Restarted: .*process\.exit/,
    console: /process\.exit/,
  },
  {
    name: 'a full heap',
    act: 'const hoard: unknown[] = []\n      for (;;) hoard.push(new Array(100_000).fill(hoard.length))',
    chip: /Restarted: .*(memory|heap|blocked)/,
    console: /memory|heap|blocked/i,
  },
  {
    name: 'a late throw',
    act: "setTimeout(() => { throw new Error('much too late') }, 1)",
    chip: /Restarted: .*much too late/,
    console: /much too late/,
  },
] as const

test('an endless loop costs nobody a connection; the third one in a row pauses the handlers, and the chip leads to the line', async ({
  understudy,
}) => {
  const { page } = understudy
  await replaceCode(page, handler('for (;;) {}'))
  await save(page)
  await expect(chip(page)).toContainText('Live · reload #2')
  const [hostile, bystander] = [await understudy.connect('/'), await understudy.connect('/')]
  bystander.send('before')
  expect(await bystander.next()).toBe('answer to before')
  hostile.send('act')
  await expect(chip(page)).toContainText('Restarted: blocked for 1 s')
  bystander.send('after')
  expect(await bystander.next()).toBe('answer to after')
  await expect(page.getByRole('log', { name: 'Console' })).toContainText(/blocked/i)

  hostile.send('act')
  bystander.send('once more')
  expect(await bystander.next()).toBe('answer to once more')
  hostile.send('act')
  await expect(chip(page)).toHaveText('Paused: blocked 3 times')
  expect([hostile.isOpen, bystander.isOpen]).toEqual([true, true])
  // From another place: the click brings the cursor to the loop.
  await page.getByRole('region', { name: 'Handler editor' }).locator('.view-line').first().click()
  await chip(page).getByRole('button').click()
  await expect(page.locator('.monaco-editor .line-numbers.active-line-number')).toHaveText('7')
  bystander.send('waits')
  const notice = page.getByRole('status').filter({ hasText: 'Handlers are paused' })
  await notice.getByRole('button', { name: 'Reload handlers' }).click()
  await expect(chip(page)).toContainText('Live · reload #3')
  expect(await bystander.next()).toBe('answer to waits')
})

for (const one of cases) {
  test(`${one.name} costs nobody a connection; chip and console say what happened`, async ({
    understudy,
  }) => {
    const { page } = understudy
    await replaceCode(page, handler(one.act))
    await save(page)
    await expect(chip(page)).toContainText('Live · reload #2')
    const [hostile, bystander] = [await understudy.connect('/'), await understudy.connect('/')]
    bystander.send('before')
    expect(await bystander.next()).toBe('answer to before')
    hostile.send('act')
    await expect(chip(page)).toContainText(one.chip)
    bystander.send('after')
    expect(await bystander.next()).toBe('answer to after')
    expect([hostile.isOpen, bystander.isOpen]).toEqual([true, true])
    await expect(page.getByRole('log', { name: 'Console' })).toContainText(one.console)
  })
}
