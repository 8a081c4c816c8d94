import { expect, test } from './fixture'
import { chip, editorReady, replaceCode, save } from './journey'

test.use({ shareApp: true })

const withMistake = `import { defineHandler } from 'understudy'

export default defineHandler({
onConnect(ctx) {
ctx.sendTxt('a')
},
})
`

test('a mistake against the types of `understudy` is underlined, and hovering says how to mend it', async ({
  understudy,
}) => {
  const { page } = understudy
  await replaceCode(page, withMistake)
  const editor = await editorReady(page)
  await expect(editor.locator('.squiggly-error')).toHaveCount(1)
  await editor.getByText('sendTxt').hover()
  await expect(page.getByText("Did you mean 'sendText'?").first()).toBeVisible()
  await page.mouse.move(0, 0)
})

test('completion knows the context’s members', async ({ understudy }) => {
  const { page } = understudy
  await replaceCode(
    page,
    "import { defineHandler } from 'understudy'\nexport default defineHandler({ onConnect: (ctx) => ctx",
  )
  await page.keyboard.type('.broadc')
  await expect(page.getByRole('option', { name: /broadcastToRoom/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await page.keyboard.type("('lobby', 'hi') })")
  await expect((await editorReady(page)).locator('.squiggly-error')).toHaveCount(0)
})

test('unsaved text is marked until it is saved; the chip leads to the line of an error', async ({
  understudy,
}) => {
  const { page } = understudy
  const tab = page.getByRole('tablist', { name: 'Open files' }).getByRole('tab')
  await replaceCode(
    page,
    "import { defineHandler } from 'understudy'\nexport default defineHandler({ handlesPath: '/*' })\n\nconst = 1",
  )
  await expect(tab).toHaveAccessibleName(/unsaved/)
  await save(page)
  await expect(tab).not.toHaveAccessibleName(/unsaved/)
  await expect(chip(page)).toContainText('Error in chat.ts:4 · previous code stays live')
  await page.keyboard.press('ControlOrMeta+Home')
  await chip(page).getByRole('button').click()
  await page.keyboard.press('Home')
  await page.keyboard.type('// ')
  await save(page)
  await expect(chip(page)).toContainText(/Live · reload #\d+/)
})
