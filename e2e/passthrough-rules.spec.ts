import { expect, test } from './fixture'
import { connectBuiltIn, say, trafficGrid } from './journey'

test('a rule is added with help at each field, edited, switched off and removed', async ({ understudy }) => {
  const { page } = understudy
  const region = page.getByRole('region', { name: 'Passthrough' })
  const dialog = page.getByRole('dialog', { name: 'Passthrough rule' })
  const saveRule = () => dialog.getByRole('button', { name: 'Save' }).click()

  await region.getByRole('button', { name: 'Add rule' }).click()
  await dialog.getByRole('textbox', { name: 'Path' }).fill('ws')
  await dialog.getByRole('textbox', { name: 'Upstream URL' }).fill('https://api.example.com')
  await dialog.getByRole('combobox', { name: 'Client to server' }).selectOption('Regular expression')
  await dialog.getByRole('textbox', { name: 'Client to server: Regular expression' }).fill('(')
  await saveRule()
  await expect(dialog).toContainText('A rule needs a name')
  await expect(dialog).toContainText('A path starts with /')
  await expect(dialog).toContainText('An upstream URL starts with ws:// or wss://')
  await expect(dialog).toContainText('Unterminated group')

  await dialog.getByRole('textbox', { name: 'Name' }).fill('orders')
  await dialog.getByRole('textbox', { name: 'Path' }).fill('/ws/(')
  await expect(dialog).toContainText('“(” can’t be in a path')
  await dialog.getByRole('textbox', { name: 'Path' }).fill('/*')
  // Nobody listens there: what is forwarded fails, visibly.
  await dialog.getByRole('textbox', { name: 'Upstream URL' }).fill('ws://127.0.0.1:9/ws')
  await dialog.getByRole('textbox', { name: 'Client to server: Regular expression' }).fill('^order')
  await saveRule()
  await expect(dialog).toBeHidden()
  await expect(region.getByRole('switch', { name: 'orders' })).toBeChecked()

  await connectBuiltIn(page)
  await say(page, 'order 1')
  await expect(trafficGrid(page)).toContainText('ws://127.0.0.1:9/ws')

  await region.getByRole('button', { name: 'Actions of orders' }).click()
  await page.getByRole('menuitem', { name: 'Edit…' }).click()
  await dialog.getByRole('textbox', { name: 'Name' }).fill('real orders')
  await saveRule()
  const rule = region.getByRole('switch', { name: 'real orders' })
  await expect(rule).toBeChecked()
  await page
    .getByRole('alert')
    .filter({ hasText: 'Saved real orders' })
    .getByRole('button', { name: 'Undo' })
    .click()
  await expect(region.getByRole('switch', { name: 'orders', exact: true })).toBeChecked()
  await region.getByRole('button', { name: 'Actions of orders' }).click()
  await page.getByRole('menuitem', { name: 'Edit…' }).click()
  await dialog.getByRole('textbox', { name: 'Name' }).fill('real orders')
  await saveRule()
  await expect(rule).toBeChecked()
  await rule.press('Space')
  await expect(rule).not.toBeChecked()
  await region.getByRole('button', { name: 'Actions of real orders' }).click()
  await page.getByRole('menuitem', { name: 'Remove' }).click()
  await expect(region.getByRole('switch')).toHaveCount(0)
})
