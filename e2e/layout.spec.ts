import type { Locator } from '@playwright/test'
import { expect, test } from './fixture'
import { connectBuiltIn, editorReady, trafficGrid } from './journey'
import type { UnderstudyApp } from './understudy-app'

async function resize({ app, page }: UnderstudyApp, width: number, height: number): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, size) => {
      BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height)
    },
    { width, height },
  )
  await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(width)
}

async function rightEdge(locator: Locator): Promise<number> {
  const box = await locator.boundingBox()
  return box ? box.x + box.width : Number.NaN
}

test('a new user sees every section that can be clicked at 1280 × 800; at 900 × 600 no button covers a tab, and the tour gives the focus back', async ({
  understudy,
}) => {
  const { page } = understudy
  await editorReady(page)
  await resize(understudy, 1280, 800)
  for (const name of ['Passthrough', 'Breakpoints', 'Faults', 'Actions', 'Scenarios']) {
    await expect(page.getByRole('region', { name, exact: true }).getByRole('heading')).toBeInViewport({
      ratio: 1,
    })
  }
  for (const name of ['Ring the bell', 'Good connection']) {
    await expect(page.getByRole('button', { name, exact: true })).toBeInViewport({ ratio: 1 })
  }

  await resize(understudy, 900, 600)
  await connectBuiltIn(page)
  await trafficGrid(page).getByText('Welcome').click()
  const message = page.getByRole('region', { name: 'Message' })
  await expect(message.getByRole('button', { name: 'Copy', exact: true })).toBeVisible()
  const traffic = page.getByRole('region', { name: 'Traffic' })
  const firstButton = await traffic.getByRole('button', { name: 'Show ping and pong' }).boundingBox()
  expect(await rightEdge(traffic.getByRole('tab', { name: 'Statistics' }))).toBeLessThanOrEqual(
    firstButton?.x ?? 0,
  )
  const paneLeft = (await message.boundingBox())?.x ?? Number.NaN
  const prettyLeft = (await message.getByRole('tab', { name: 'Pretty' }).boundingBox())?.x ?? Number.NaN
  expect(prettyLeft).toBeGreaterThanOrEqual(paneLeft)
  await traffic.getByRole('tab', { name: 'Composer' }).click()
  const composer = page.getByRole('region', { name: 'Composer' })
  const edge = await rightEdge(composer)
  for (const name of ['Target', 'Direction']) {
    expect(await rightEdge(composer.getByRole('combobox', { name }))).toBeLessThanOrEqual(edge)
  }

  await page.getByRole('button', { name: 'Take the tour' }).click()
  await expect(page.getByRole('dialog', { name: 'Tour: Connect a client' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByRole('textbox', { name: 'Address' })).toBeFocused()
})
