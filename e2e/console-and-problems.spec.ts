import { clipboardText } from './clipboard'
import { expect, test } from './fixture'
import { chip, editorReady, replaceCode, save, showTheme, trafficGrid } from './journey'
import { seriousViolations } from './serious-violations'

const talkative = `import { defineHandler } from 'understudy'
export default defineHandler({
onMessage(ctx) { console.info('just so'); console.warn('take care'); throw new Error('too bad') },
})`

test('the console shows the levels that were chosen, leads to the message behind a line, is copied and cleared', async ({
  understudy,
}) => {
  const { page, app } = understudy
  await replaceCode(page, talkative)
  await save(page)
  await expect(chip(page)).toContainText('Live · reload #2')
  const client = await understudy.connect('/')
  client.send('go')
  const log = page.getByRole('log', { name: 'Console' })
  await expect(log).toContainText('too bad')
  const level = page.getByRole('combobox', { name: 'Console level' })
  await level.selectOption('Errors')
  await expect(log).not.toContainText('take care')
  await expect(log).toContainText('too bad')
  await level.selectOption('Warnings and errors')
  await expect(log).toContainText('take care')
  await page.getByRole('button', { name: 'Copy console' }).click()
  const copied = () => clipboardText(app)
  await expect.poll(copied).toMatch(/warn take care.*\n.*error .*too bad/)
  expect(await copied()).not.toContain('just so')

  await log
    .getByRole('button', { name: /^message #\d+$/ })
    .first()
    .click()
  await expect(trafficGrid(page).getByRole('row', { selected: true })).toContainText('go')
  await page.getByRole('button', { name: 'Clear console' }).click()
  await expect(log).not.toContainText('too bad')
  client.send('again')
  await expect(log).toContainText('too bad')
})

test('problems of all files are listed, counted, and lead to their line', async ({ understudy }) => {
  const { page } = understudy
  await editorReady(page)
  await page.getByRole('tree', { name: 'Handler files' }).getByRole('treeitem', { name: 'chat.ts' }).click({
    button: 'right',
  })
  await page.getByRole('menuitem', { name: 'Duplicate' }).click()
  const tabs = page.getByRole('tablist', { name: 'Open files' })
  await expect(tabs.getByRole('tab', { name: 'chat-2.ts', selected: true })).toBeVisible()
  await replaceCode(page, 'export const count: number = 1\nexport const wrong: number = count.nothing')
  await page.getByRole('tab', { name: 'Problems (1)' }).click()
  await tabs.getByRole('tab', { name: /^chat\.ts/ }).click()
  for (const theme of ['light', 'dark'] as const) {
    await showTheme(page, theme)
    expect(await seriousViolations(page)).toEqual([])
  }
  await page
    .getByRole('list', { name: 'Problems' })
    .getByRole('button', { name: /nothing.*chat-2\.ts:2/ })
    .click()
  await expect(tabs.getByRole('tab', { name: /^chat-2\.ts/, selected: true })).toBeVisible()
  await page.keyboard.press('Home')
  await page.keyboard.type('// ')
  await expect(page.getByRole('tab', { name: 'Problems', exact: true })).toBeVisible()
  await expect(page.getByText('No problems in the handler files.')).toBeVisible()
})
