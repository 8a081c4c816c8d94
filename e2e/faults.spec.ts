import { expect, test } from './fixture'
import { clientLog, connectBuiltIn, say, trafficGrid } from './journey'
import { seriousViolations } from './serious-violations'

test('a fault is added with help at each field, acts on an open socket, is edited, duplicated and removed', async ({
  understudy,
}) => {
  const { page } = understudy
  const region = page.getByRole('region', { name: 'Faults' })
  const dialog = page.getByRole('dialog', { name: 'Fault' })
  const field = (name: string) => dialog.getByRole('textbox', { name, exact: true })
  const save = () => dialog.getByRole('button', { name: 'Save' }).click()
  await connectBuiltIn(page)
  await region.getByRole('button', { name: 'Add fault' }).click()
  await field('Path').fill('ws')
  await field('Corrupt (%)').fill('120')
  await save()
  await expect(dialog).toContainText('A fault needs a name')
  await expect(dialog).toContainText('A path starts with /')
  await expect(dialog).toContainText('A number from 0 to 100')
  expect(await seriousViolations(page)).toEqual([])
  await field('Name').fill('noise')
  await field('Path').fill('/*')
  await field('Corrupt (%)').fill('100')
  await save()
  await expect(dialog).toBeHidden()
  await expect(region.getByRole('switch', { name: 'noise', exact: true })).toBeChecked()
  await expect(region).toContainText('corrupts 100 %')
  await say(page, '/rooms')
  await expect(clientLog(page)).toContainText('\u{fffd}')
  const touched = trafficGrid(page).getByRole('row').filter({ hasText: '\u{fffd}' })
  await expect(touched.getByRole('img', { name: 'Fault noise: corrupted' })).toBeVisible()
  await touched.click()
  const pane = page.getByRole('region', { name: 'Message' })
  await pane.getByRole('tab', { name: 'Why' }).click()
  await expect(pane).toContainText(/fault noisecorrupted it: ".+" became "\u{fffd}" at offset \d+/u)
  await expect(pane).toContainText('Before a fault corrupted it')

  await region.getByRole('button', { name: 'Actions of noise' }).click()
  await page.getByRole('menuitem', { name: 'Edit…' }).click()
  await field('Corrupt (%)').fill('')
  await field('Disconnect after (messages)').fill('1')
  await field('Close code').fill('1006')
  await save()
  await expect(region).toContainText('cuts the connection after 1 message')
  const saved = page.getByRole('alert').filter({ hasText: 'Saved noise' })
  await saved.getByRole('button', { name: 'Undo' }).click()
  await expect(region).toContainText('corrupts 100 %')
  await region.getByRole('button', { name: 'Actions of noise' }).click()
  await page.getByRole('menuitem', { name: 'Edit…' }).click()
  await field('Corrupt (%)').fill('')
  await field('Disconnect after (messages)').fill('1')
  await field('Close code').fill('1006')
  await save()
  await expect(region).toContainText('cuts the connection after 1 message')
  await region.getByRole('button', { name: 'Actions of noise' }).click()
  await page.getByRole('menuitem', { name: 'Duplicate' }).click()
  await expect(region.getByRole('switch', { name: 'noise 2' })).not.toBeChecked()
  await say(page, 'last words')
  await expect(
    page.getByRole('region', { name: 'Client' }).getByRole('button', { name: 'Disconnect' }),
  ).toBeDisabled()
  await expect(trafficGrid(page)).toContainText(
    'fault noise: the connection is dropped without a close frame',
  )
  for (const name of ['noise', 'noise 2']) {
    await region.getByRole('button', { name: `Actions of ${name}`, exact: true }).click()
    await page.getByRole('menuitem', { name: 'Remove' }).click()
    await expect(region.getByRole('switch', { name, exact: true })).toHaveCount(0)
    await expect(region).toBeFocused()
  }
  await region.getByRole('button', { name: 'Actions of slow network' }).click()
  await page.getByRole('menuitem', { name: 'Remove' }).click()
  await expect(region.getByRole('switch')).toHaveCount(1)
  await page
    .getByRole('alert')
    .filter({ hasText: 'Removed slow network' })
    .getByRole('button', { name: 'Undo' })
    .click()
  await expect(region.getByRole('switch')).toHaveCount(2)
  await expect(region.getByRole('switch').first()).toHaveAccessibleName('slow network')
})
