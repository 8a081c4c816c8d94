import { expect, test } from './fixture'
import { connectBuiltIn, editorReady, runCommand, say, showTheme, trafficGrid } from './journey'
import { seriousViolations } from './serious-violations'

// It looks at fifteen places, each as thoroughly as others look at one.
test.describe.configure({ timeout: 120_000 })

for (const colorScheme of ['light', 'dark'] as const) {
  test(`nothing is seriously inaccessible, in the window and in its dialogs, ${colorScheme}`, async ({
    understudy,
  }) => {
    const { page } = understudy
    const { keyboard } = page
    await editorReady(page)
    await showTheme(page, colorScheme)
    expect(await seriousViolations(page)).toEqual([])
    await connectBuiltIn(page)
    await say(page, '/join lobby')
    await trafficGrid(page).getByText('/join lobby', { exact: true }).click()
    await expect(page.getByRole('region', { name: 'Message' })).toContainText('/join lobby')
    expect(await seriousViolations(page)).toEqual([])
    await page.getByRole('region', { name: 'Message' }).getByRole('tab', { name: 'Why' }).click()
    await page.getByRole('region', { name: 'Passthrough' }).getByRole('button', { name: 'Add rule' }).click()
    await expect(page.getByRole('dialog', { name: 'Passthrough rule' })).toBeVisible()
    expect(await seriousViolations(page)).toEqual([])
    await keyboard.press('Escape')

    const rooms = page.getByRole('region', { name: 'Rooms' })
    const connection = page.getByRole('grid', { name: 'Connections' }).getByRole('row').nth(1)
    const choose = async (item: string) => {
      await connection.getByRole('button', { name: 'Connection actions' }).click()
      await page.getByRole('menuitem', { name: item }).click()
    }
    const broadcast = async () => {
      await rooms.getByRole('treeitem', { name: /^lobby/ }).click()
      await rooms.getByRole('button', { name: 'Broadcast to room' }).click()
    }
    const markAndClear = async () => {
      await trafficGrid(page).press('End')
      await keyboard.press('ControlOrMeta+F2')
      await keyboard.press('ControlOrMeta+L')
    }
    const dialogs: readonly [name: string, open: () => Promise<void>][] = [
      ['Command palette', () => keyboard.press('ControlOrMeta+K')],
      ['Keyboard shortcuts', () => keyboard.press('F1')],
      ['About Understudy', () => runCommand(page, 'About Understudy')],
      ['Settings', () => keyboard.press('ControlOrMeta+,')],
      ['Send to connection', () => choose('Send…')],
      ['Close connection', () => choose('Close…')],
      ['Join room', () => choose('Join room…')],
      ['Edit metadata', () => choose('Edit metadata…')],
      ['Broadcast to room', broadcast],
      ['Who is in which room', () => runCommand(page, 'Who is in which room')],
      ['Clear traffic', markAndClear],
      ['Tour: Connect a client', () => runCommand(page, 'Take the tour')],
    ]
    for (const [name, open] of dialogs) {
      await open()
      await expect(page.getByRole('dialog', { name })).toBeVisible()
      expect(await seriousViolations(page, '[role="dialog"]'), name).toEqual([])
      // The first one may close the list of a field.
      await expect(async () => {
        await keyboard.press('Escape')
        await expect(page.getByRole('dialog')).toHaveCount(0, { timeout: 1000 })
      }).toPass()
    }
  })
}
