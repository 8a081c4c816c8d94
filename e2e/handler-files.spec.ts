import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from './fixture'
import { chip, editorReady, replaceCode, save, showTheme } from './journey'
import { seriousViolations } from './serious-violations'

test('a handler file is created, renamed, disabled and deleted; names that can’t be are refused', async ({
  understudy,
}) => {
  const { page } = understudy
  await editorReady(page)
  const files = page.getByRole('tree', { name: 'Handler files' })
  const tabs = page.getByRole('tablist', { name: 'Open files' })
  const dialog = page.getByRole('dialog')
  const name = dialog.getByRole('textbox', { name: 'Name' })

  await page.getByRole('button', { name: 'New handler' }).click()
  for (const [bad, problem] of [
    ['../escape', 'inside handlers/'],
    ['chat', 'exists'],
  ] as const) {
    await name.fill(bad)
    await page.keyboard.press('Enter')
    await expect(dialog).toContainText(problem)
  }
  await name.fill('shop/orders')
  await page.keyboard.press('Enter')
  await expect(files.getByRole('treeitem', { name: 'orders.ts' })).toBeVisible()
  await expect(tabs.getByRole('tab', { name: 'orders.ts', selected: true })).toBeVisible()
  expect((await understudy.connect('/ws/orders')).isOpen).toBe(true)

  await page.keyboard.press('ControlOrMeta+W')
  await expect(tabs.getByRole('tab', { name: 'chat.ts', selected: true })).toBeVisible()
  await files.getByRole('treeitem', { name: 'orders.ts' }).press('Enter')
  await expect(tabs.getByRole('tab')).toHaveCount(2)
  await files.getByRole('treeitem', { name: 'orders.ts' }).press('F2')
  await name.fill('shop/baskets')
  await page.keyboard.press('Enter')
  await expect(tabs.getByRole('tab', { name: 'baskets.ts', selected: true })).toBeVisible()

  const file = files.getByRole('treeitem', { name: 'baskets.ts' })
  await file.click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Disable' }).click()
  await expect(file).toHaveAccessibleDescription('disabled')
  await file.press('Delete')
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await expect(file).toBeHidden()
  await expect(tabs.getByRole('tab')).toHaveCount(1)
  await expect(chip(page)).toContainText('Live')
})

test('a new handler begins with a template, and serves at once', async ({ understudy }) => {
  const { page } = understudy
  await editorReady(page)
  const dialog = page.getByRole('dialog', { name: 'New handler' })
  const tabs = page.getByRole('tablist', { name: 'Open files' })

  await page.getByRole('button', { name: 'New handler' }).click()
  await expect(dialog.getByRole('radio', { name: 'Starter' })).toBeChecked()
  await expect(dialog.getByRole('button', { name: 'Create' })).toBeDisabled()
  expect(await seriousViolations(page)).toEqual([])
  await dialog.getByRole('radio', { name: 'JSON-RPC 2.0' }).check()
  await dialog.getByRole('textbox', { name: 'Name' }).fill('prices')
  await page.keyboard.press('Enter')
  await expect(tabs.getByRole('tab', { name: 'prices.ts', selected: true })).toBeVisible()
  await expect(chip(page)).toContainText('Live · reload #2')
  const client = await understudy.connect('/ws/prices')
  // The sample serves every path: its words come, too.
  expect(await client.next()).toContain('Welcome')
  client.send('{"jsonrpc":"2.0","id":1,"method":"add","params":{"a":1,"b":2}}')
  expect(await client.next()).toContain('You said')
  expect(await client.next()).toBe('{"jsonrpc":"2.0","id":1,"result":3}')

  // Without a name it is the template's.
  await page.getByRole('button', { name: 'New handler' }).click()
  await dialog.getByRole('radio', { name: 'MQTT 3.1.1' }).check()
  await dialog.getByRole('button', { name: 'Create' }).click()
  await expect(tabs.getByRole('tab', { name: 'mqtt.ts', selected: true })).toBeVisible()
})

test('files are copied, dragged into folders and deleted, and each of it can be taken back', async ({
  understudy,
}) => {
  const { page } = understudy
  await editorReady(page)
  const files = page.getByRole('tree', { name: 'Handler files' })
  const file = (name: string) => files.getByRole('treeitem', { name, exact: true })
  const tab = (name: string) =>
    page.getByRole('tablist', { name: 'Open files' }).getByRole('tab', { name: new RegExp(`^${name}`) })
  const undo = page.getByRole('button', { name: 'Undo' })

  await file('chat.ts').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Duplicate' }).click()
  await expect(tab('chat-2.ts')).toHaveAttribute('aria-selected', 'true')
  await file('chat-2.ts').press('F2')
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('rooms/copy')
  await page.keyboard.press('Enter')
  await expect(file('copy.ts')).toHaveAttribute('aria-level', '2')

  await file('chat.ts').dragTo(file('rooms'))
  await expect(file('chat.ts')).toHaveAttribute('aria-level', '2')
  await undo.click()
  await expect(file('chat.ts')).toHaveAttribute('aria-level', '1')

  // Unsaved text comes back with the file.
  await replaceCode(page, '// what was not saved')
  await expect(tab('copy.ts')).toHaveAccessibleName(/unsaved/)
  await file('copy.ts').press('Delete')
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await expect(file('copy.ts')).toBeHidden()
  await undo.click()
  await expect(tab('copy.ts')).toHaveAccessibleName(/unsaved/)
  await expect((await editorReady(page)).getByText('// what was not saved')).toBeVisible()

  await page.keyboard.press('ControlOrMeta+W')
  await expect(tab('copy.ts')).toBeHidden()
  await page.keyboard.press('ControlOrMeta+Shift+T')
  await expect(tab('copy.ts')).toHaveAttribute('aria-selected', 'true')
})

test('text that was changed here and on disk is compared as both are now, and either of it is taken', async ({
  understudy,
}) => {
  const { page, userData } = understudy
  const editor = await editorReady(page)
  await replaceCode(page, '// mine')
  const onDisk = join(userData, 'samples', 'chat', 'handlers', 'chat.ts')
  await writeFile(onDisk, '// theirs\nexport default []\n')
  await page.getByRole('button', { name: 'Compare' }).click()
  const comparison = editor.getByRole('region', { name: 'Comparison with the disk' })
  await expect(comparison.getByText('// theirs').first()).toBeVisible()
  await expect(comparison.getByText('// mine').first()).toBeVisible()
  for (const theme of ['light', 'dark'] as const) {
    await showTheme(page, theme)
    expect(await seriousViolations(page)).toEqual([])
  }
  await writeFile(onDisk, '// once more\nexport default []\n')
  await expect(comparison.getByText('// once more').first()).toBeVisible()
  await expect(comparison.getByText('// theirs')).toHaveCount(0)
  await page.getByRole('button', { name: 'Load from disk' }).click()
  await expect(comparison).toBeHidden()
  await expect(editor.getByText('// once more')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+Z')
  await expect(editor.getByText('// mine')).toBeVisible()

  await writeFile(onDisk, '// a third time\nexport default []\n')
  await page.getByRole('button', { name: 'Keep mine' }).click()
  await expect(page.getByRole('button', { name: 'Compare' })).toHaveCount(0)
  await expect(editor.getByText('// mine')).toBeVisible()
  await save(page)
  await expect.poll(() => readFile(onDisk, 'utf8')).toBe('// mine')
})

test('each template of the gallery goes live as it is, without a problem', async ({ understudy }) => {
  const { page } = understudy
  await editorReady(page)
  const gallery = page.getByRole('dialog', { name: 'New handler' })
  const open = () => page.getByRole('button', { name: 'New handler' }).click()
  await open()
  const names = await gallery
    .getByRole('radio')
    .evaluateAll((radios) =>
      radios.flatMap((radio) => (radio instanceof HTMLInputElement ? [radio.value] : [])),
    )
  expect(names.length).toBeGreaterThan(9)
  for (const [index, name] of names.entries()) {
    if (index > 0) await open()
    await gallery.getByRole('radio').nth(index).check()
    await gallery.getByRole('textbox', { name: 'Name' }).fill(`made-${name}`)
    await gallery.getByRole('button', { name: 'Create' }).click()
    await expect(page.getByRole('tab', { name: `made-${name}.ts` })).toHaveAttribute('aria-selected', 'true')
    await expect(chip(page)).toContainText(`Live · reload #${index + 2}`)
  }
  await page.getByRole('tab', { name: /^Problems/ }).click()
  await expect(page.getByText('No problems in the handler files.')).toBeVisible()
})

test('a snippet is completed with its places to fill in', async ({ understudy }) => {
  const { page } = understudy
  await replaceCode(page, '// new\n')
  await page.keyboard.type('pass')

  await page.getByRole('option', { name: /passthrough.*real server/ }).click()
  await expect((await editorReady(page)).getByText('new PassthroughHandler(')).toBeVisible()
  // The first place is selected.
  await page.keyboard.type('$.order')
  await expect((await editorReady(page)).getByText("MessagePattern.jsonpath('$.order')")).toBeVisible()
})
