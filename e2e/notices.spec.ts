import { expect, test } from './fixture'
import { connectBuiltIn, echo } from './journey'

const long =
  'a_network_that_loses_some_of_what_is_sent_and_has_a_name_that_goes_on_and_on_and_on_without_a_space'

test('a notice covers nothing of the client, keeps its Undo whole, and goes with its workspace', async ({
  launchIn,
}) => {
  const { understudy } = await launchIn({ faults: [{ name: long, drop: 0.3 }] }, echo)
  const { app, page } = understudy
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1280, 800))
  await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(1280)
  const faults = page.getByRole('region', { name: 'Faults' })
  await faults.getByRole('button', { name: `Actions of ${long}` }).click()
  await page.getByRole('menuitem', { name: 'Remove' }).click()

  const notice = page.getByRole('alert').filter({ hasText: 'Removed a_network' })
  const undo = notice.getByRole('button', { name: 'Undo' })
  // Once it has come to its place.
  await undo.click({ trial: true })
  expect(await undo.evaluate((button) => button.scrollWidth <= button.clientWidth)).toBe(true)
  const outer = await notice.boundingBox()
  const inner = await undo.boundingBox()
  if (!outer || !inner) throw new Error('The notice is not to be seen.')
  expect(inner.x + inner.width).toBeLessThan(outer.x + outer.width)

  const client = await page.getByRole('region', { name: 'Client' }).boundingBox()
  expect(outer.y).toBeGreaterThan((client?.y ?? Number.NaN) + (client?.height ?? Number.NaN))
  const traffic = await page.getByRole('region', { name: 'Traffic' }).boundingBox()
  expect(outer.x).toBeGreaterThan((traffic?.x ?? Number.NaN) + (traffic?.width ?? Number.NaN))
  await connectBuiltIn(page)

  await page.getByRole('button', { name: 'Workspace' }).click()
  await page.getByRole('menuitem', { name: 'Live prices' }).click()
  // Sooner than it would go by itself.
  await expect(notice).toBeHidden({ timeout: 4000 })
  await page.getByRole('button', { name: 'Workspace' }).click()
  await expect(page.getByRole('menuitem', { name: 'Live prices' })).toHaveAttribute('aria-current', 'true')
  await expect(page.getByRole('menuitem', { name: 'Chat' })).not.toHaveAttribute('aria-current')
  await page.keyboard.press('Escape')
})
