import { clipboardText } from './clipboard'
import { expect, test } from './fixture'
import { connectBuiltIn, say, trafficGrid } from './journey'
import { seriousViolations } from './serious-violations'

test('a region that fails says so and can be tried again; the rest of the window goes on', async ({
  understudy,
}) => {
  const { page, app } = understudy
  understudy.allowErrors(/no bytes today/)
  await connectBuiltIn(page)
  await say(page, 'before')
  await trafficGrid(page).getByRole('row').filter({ hasText: 'You said "before"' }).click()
  // Nothing but the hex dump of the Message region needs it.
  await page.evaluate(() => {
    const real = Uint8Array.prototype.subarray
    Object.assign(window, { mend: () => Object.assign(Uint8Array.prototype, { subarray: real }) })
    Object.assign(Uint8Array.prototype, {
      subarray: () => {
        throw new Error('no bytes today')
      },
    })
  })
  const message = page.getByRole('region', { name: 'Message', exact: true })
  await message.getByRole('tab', { name: 'Hex' }).click()
  await expect(message.getByRole('alert')).toContainText('Message could not be shown.')
  await expect(message.getByRole('alert')).toContainText('no bytes today')
  expect(await seriousViolations(page)).toEqual([])

  await say(page, 'after')
  await expect(trafficGrid(page)).toContainText('You said "after"')

  await message.getByRole('button', { name: 'Copy details' }).click()
  await expect.poll(() => clipboardText(app)).toContain('HexView')
  await page.evaluate(() => Reflect.get(window, 'mend')())
  await message.getByRole('button', { name: 'Try again' }).click()
  await message.getByRole('tab', { name: 'Hex' }).click()
  await expect(message.getByRole('region', { name: 'Hex dump' })).toContainText('00000000')
})
