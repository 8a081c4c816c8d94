import type { Page } from '@playwright/test'
import { expect, test } from './fixture'
import { clientLog, connectBuiltIn, say, showTheme, trafficGrid } from './journey'
import { seriousViolations } from './serious-violations'

function held(page: Page) {
  return page.getByRole('region', { name: 'Held messages' })
}

/** Adds a breakpoint for what clients send, whatever it is. */
async function breakOnEverythingFromClients(page: Page, name: string): Promise<void> {
  await page
    .getByRole('region', { name: 'Breakpoints' })
    .getByRole('button', { name: 'Add breakpoint' })
    .click()
  const dialog = page.getByRole('dialog', { name: 'Breakpoint' })
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name)
  await dialog.getByRole('checkbox', { name: 'To the client' }).uncheck()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
}

test('a message is held, edited with help, released, and Traffic tells what it was before', async ({
  understudy,
}) => {
  const { page } = understudy
  const region = page.getByRole('region', { name: 'Breakpoints' })
  const dialog = page.getByRole('dialog', { name: 'Breakpoint' })
  await region.getByRole('button', { name: 'Add breakpoint' }).click()
  await dialog.getByRole('textbox', { name: 'Path' }).fill('ws')
  await dialog.getByRole('checkbox', { name: 'From the client' }).uncheck()
  await dialog.getByRole('checkbox', { name: 'To the client' }).uncheck()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toContainText('A breakpoint needs a name')
  await expect(dialog).toContainText('A path starts with /')
  await expect(dialog).toContainText('Choose at least one direction')
  await dialog.getByRole('textbox', { name: 'Name' }).fill('amounts')
  await dialog.getByRole('textbox', { name: 'Path' }).fill('/*')
  await dialog.getByRole('checkbox', { name: 'From the client' }).check()
  await dialog.getByRole('combobox', { name: 'Messages' }).selectOption('Exact text')
  await dialog.getByRole('textbox', { name: 'Messages: Exact text' }).fill('hello')
  await dialog.getByRole('combobox', { name: 'Messages' }).selectOption('JSONPath')
  await expect(dialog.getByRole('textbox', { name: 'Messages: JSONPath' })).toHaveValue('')
  await dialog.getByRole('textbox', { name: 'Messages: JSONPath' }).fill('$.amount')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  await expect(region.getByRole('switch', { name: 'amounts' })).toBeChecked()

  await connectBuiltIn(page)
  await say(page, 'no amount')
  await expect(clientLog(page)).toContainText('You said "no amount"')
  await say(page, '{"amount":1}')
  await say(page, 'behind it')
  await page.getByRole('toolbar', { name: 'Server' }).getByRole('button', { name: '1 held' }).click()
  const message = held(page).getByRole('option', { name: '{"amount":1}' })
  await expect(message).toHaveAttribute('aria-selected', 'true')
  await expect(held(page)).toContainText('1 wait behind them')
  await expect(held(page)).toContainText(/released unchanged in \d+ s/)
  await expect(clientLog(page)).not.toContainText('You said "behind it"')

  const text = held(page).getByRole('textbox', { name: 'Held message text' })
  await text.fill('{"amount":')
  await expect(held(page)).toContainText('Not JSON')
  await expect(held(page).getByRole('button', { name: 'Release', exact: true })).toBeDisabled()
  await text.fill('{"amount":99}')
  await held(page).getByRole('button', { name: 'Release', exact: true }).click()
  await expect(clientLog(page)).toContainText('You said "{"amount":99}"')
  await expect(clientLog(page)).toContainText('You said "behind it"')
  await expect(held(page)).toContainText('Nothing is held')

  await page.getByRole('tab', { name: 'Traffic' }).first().click()
  await expect(trafficGrid(page).getByRole('row').filter({ hasText: 'behind it' }).first()).toContainText(
    /waited/,
  )
  await expect(
    trafficGrid(page)
      .getByRole('row')
      .filter({ hasText: /held .*edited.*"amount":1}/ }),
  ).toHaveCount(1)
  await trafficGrid(page).getByRole('row').filter({ hasText: '{"amount":99}' }).first().click()
  const pane = page.getByRole('region', { name: 'Message' })
  await pane.getByRole('tab', { name: 'Why' }).click()
  await expect(pane).toContainText('Before it was edited')
  await expect(pane).toContainText('{"amount":1}')
})

test('with the keyboard: break on messages like one, release, drop, release all, and the time-out', async ({
  understudy,
}) => {
  const { page } = understudy
  await connectBuiltIn(page)
  await say(page, '{"type":"order"}')
  await trafficGrid(page).getByText('{"type":"order"}', { exact: true }).click()
  await page.keyboard.press('ControlOrMeta+K')
  await page.getByRole('textbox', { name: 'Search commands' }).fill('break on messages')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Breakpoint' })
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toHaveValue('type order')
  await expect(dialog.getByRole('textbox', { name: 'Messages: JSONPath' })).toHaveValue('$.type')
  await dialog.getByRole('textbox', { name: 'Name' }).press('Enter')
  await expect(dialog).toBeHidden()

  for (const id of [1, 2, 3, 4]) await say(page, `{"type":"order","id":${id}}`)
  await page.keyboard.press('ControlOrMeta+7')
  const list = held(page).getByRole('listbox', { name: 'Held messages' })
  await expect(list).toBeFocused()
  await expect(list.getByRole('option')).toHaveCount(4)
  await page.keyboard.press('ArrowDown')
  await expect(list.getByRole('option', { name: '"id":2' })).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('ControlOrMeta+F8')
  await expect(list.getByRole('option')).toHaveCount(3)
  await page.keyboard.press('F8')
  await expect(clientLog(page)).toContainText('You said "{"type":"order","id":1}"')
  await page.keyboard.press('Shift+F8')
  await expect(clientLog(page)).toContainText('You said "{"type":"order","id":4}"')
  await expect(clientLog(page)).not.toContainText('You said "{"type":"order","id":2}"')

  await held(page).getByRole('button', { name: 'Time-out: Release after 1 min' }).click()
  await page.getByRole('menuitemradio', { name: 'Drop after 1 min' }).click()
  await expect(held(page).getByRole('button', { name: 'Time-out: Drop after 1 min' })).toBeVisible()
  const undo = (said: string) =>
    page.getByRole('alert').filter({ hasText: said }).getByRole('button', { name: 'Undo' }).click()
  await undo('Time-out: Drop after 1 min')
  await held(page).getByRole('button', { name: 'Time-out: Release after 1 min' }).click()
  await page.getByRole('menuitemradio', { name: 'Drop after 1 min' }).click()
  const breakpoints = page.getByRole('region', { name: 'Breakpoints' })
  await breakpoints.getByRole('button', { name: 'Actions of type order' }).click()
  await page.getByRole('menuitem', { name: 'Edit…' }).click()
  await dialog.getByRole('textbox', { name: 'Name' }).fill('orders')
  await dialog.getByRole('textbox', { name: 'Name' }).press('Enter')
  await expect(breakpoints.getByRole('switch', { name: 'orders' })).toBeVisible()
  await undo('Saved orders')
  await say(page, '{"type":"order","id":5}')
  await expect(held(page)).toContainText(/dropped in \d+ s/)
  const breakpoint = page
    .getByRole('region', { name: 'Breakpoints' })
    .getByRole('switch', { name: 'type order' })
  await breakpoint.press('Space')
  await expect(clientLog(page)).toContainText('You said "{"type":"order","id":5}"')
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`nothing is seriously inaccessible while messages are held, ${colorScheme}`, async ({
    understudy,
  }) => {
    const { page } = understudy
    await showTheme(page, colorScheme)
    await breakOnEverythingFromClients(page, 'all')
    // The checks may take longer than the time-out on a busy machine.
    await page.keyboard.press('ControlOrMeta+7')
    await held(page).getByRole('button', { name: 'Time-out: Release after 1 min' }).click()
    await page.getByRole('menuitemradio', { name: 'Hold until I decide' }).click()
    await expect(held(page).getByRole('button', { name: 'Time-out: Hold until I decide' })).toBeVisible()
    await page.keyboard.press('ControlOrMeta+4')
    await connectBuiltIn(page)
    await say(page, '{"amount":1}')
    await say(page, 'second')
    await expect(trafficGrid(page).getByText('held', { exact: true })).toHaveCount(2)
    expect(await seriousViolations(page)).toEqual([])
    await page.keyboard.press('ControlOrMeta+7')
    await expect(held(page).getByRole('textbox', { name: 'Held message text' })).toHaveValue('{"amount":1}')
    expect(await seriousViolations(page)).toEqual([])
    await page
      .getByRole('region', { name: 'Breakpoints' })
      .getByRole('button', { name: 'Add breakpoint' })
      .click()
    await expect(page.getByRole('dialog', { name: 'Breakpoint' })).toBeVisible()
    expect(await seriousViolations(page)).toEqual([])
  })
}
