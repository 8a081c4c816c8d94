import { clipboardText } from './clipboard'
import { expect, test } from './fixture'
import { chip, replaceCode, save, showTheme } from './journey'
import { seriousViolations } from './serious-violations'

const curious = `import { defineHandler } from 'understudy'
const loop: Record<string, unknown> = { room: { name: 'lobby' } }
loop.self = loop
export default defineHandler({
  onMessage(ctx) {
    console.log('seen', loop)
    ctx.log(new Map([['ada', { score: 7 }]]), [1, 2])
    console.log('plain')
  },
})`

test('logged values are looked into with the mouse and the keyboard', async ({ understudy }) => {
  const { page, app } = understudy
  await replaceCode(page, curious)
  await save(page)
  await expect(chip(page)).toContainText('Live · reload #2')
  const client = await understudy.connect('/')
  client.send('go')
  const log = page.getByRole('log', { name: 'Console' })
  await expect(log).toContainText('plain')
  const trees = log.getByRole('tree', { name: /^Values of line/ })
  await expect(trees).toHaveCount(2)

  const seen = trees.first()
  await seen.getByRole('treeitem', { name: /^seen/, expanded: false }).click()
  await expect(seen.getByRole('treeitem', { name: /^seen/, expanded: true })).toBeVisible()
  await expect(seen.getByRole('treeitem', { name: 'self: [Circular: the whole value]' })).toBeVisible()
  await seen.getByRole('treeitem', { name: /^room:/ }).click()
  await expect(seen.getByRole('treeitem', { name: "name: 'lobby'", exact: true })).toBeVisible()

  const map = trees.nth(1)
  await map.focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowRight')
  await expect(map.getByRole('treeitem', { name: "'ada': { score: 7 }" })).toHaveAttribute('aria-level', '3')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  await expect(map.getByRole('treeitem')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(map.getByRole('treeitem')).toHaveCount(3)

  for (const theme of ['light', 'dark'] as const) {
    await showTheme(page, theme)
    expect(await seriousViolations(page)).toEqual([])
  }
  await page.getByRole('button', { name: 'Copy console' }).click()
  const copied = () => clipboardText(app)
  await expect.poll(copied).toMatch(/info seen <ref \*1> \{[\s\S]*room: \{ name: 'lobby' \}[\s\S]*info plain/)

  await log.getByRole('button', { name: /:6$/ }).click()
  await expect(page.getByRole('region', { name: 'Handler editor' }).getByRole('textbox')).toBeFocused()
})
