import type { Locator } from '@playwright/test'
import { expect, test } from './fixture'
import {
  chip,
  connectBuiltIn,
  echo,
  editorReady,
  replaceCode,
  runCommand,
  save,
  say,
  trafficGrid,
} from './journey'
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

/** Whether all of its words are to be seen. */
function isWhole(locator: Locator): Promise<boolean> {
  return locator.evaluate((element) =>
    [element, ...element.querySelectorAll('*')].every(
      // What has no box of its own is cut off by the one that it is in.
      ({ scrollWidth, clientWidth }) => clientWidth === 0 || scrollWidth <= clientWidth,
    ),
  )
}

test('at 1280 × 800 the first answer of the sample is seen, and neither an error nor a held message cuts off a name', async ({
  understudy,
}) => {
  const { page } = understudy
  const editor = await editorReady(page)
  await resize(understudy, 1280, 800)
  await expect(editor.getByText('Joined room: ')).toBeInViewport({ ratio: 1 })
  const lineHeight = (await editor.locator('.view-line').first().boundingBox())?.height ?? Number.NaN
  const height = (await editor.locator('.view-lines').locator('..').locator('..').boundingBox())?.height
  expect((height ?? 0) / lineHeight).toBeGreaterThanOrEqual(14)

  await page
    .getByRole('region', { name: 'Breakpoints' })
    .getByRole('button', { name: 'Add breakpoint' })
    .click()
  const dialog = page.getByRole('dialog', { name: 'Breakpoint' })
  await dialog.getByRole('textbox', { name: 'Name' }).fill('all')
  await dialog.getByRole('checkbox', { name: 'To the client' }).uncheck()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await connectBuiltIn(page)
  await say(page, 'held')
  await page.getByRole('toolbar', { name: 'Server' }).getByRole('button', { name: '1 held' }).click()
  const tabs = page.getByRole('region', { name: 'Held messages' }).getByRole('tablist', { name: 'Results' })
  for (const name of ['Traffic', 'Composer', 'Statistics']) {
    expect(await isWhole(tabs.getByRole('tab', { name })), name).toBe(true)
  }
  await replaceCode(page, 'export default {{{')
  await save(page)
  await expect(chip(page)).toContainText('Error in chat.ts:1 · previous code stays live')
  expect(await isWhole(chip(page))).toBe(true)
  expect(await isWhole(page.getByRole('status', { name: 'Server status' }))).toBe(true)
})

test('what is not as it seems says so: code with wrong types, a server that is stopped, a tour with a client', async ({
  understudy,
}) => {
  const { page } = understudy
  await editorReady(page)
  await connectBuiltIn(page)
  await page.getByRole('button', { name: 'Take the tour' }).click()
  const tour = page.getByRole('dialog', { name: 'Tour: ' })
  await expect(tour).toContainText('The built-in client is connected')
  for (let stop = 1; stop < 6; stop++) await tour.getByRole('button', { name: 'Next' }).click()
  await tour.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('textbox', { name: 'Address' })).toBeFocused()

  await expect(chip(page)).toHaveAccessibleDescription(/^Live · reload #1 · \d+ ms$/)
  await replaceCode(page, `export const size: number = 'none'\n${echo}`)
  await save(page)
  await expect(chip(page)).toContainText(/^Live · reload #2 · \d+ ms$/)
  await expect(chip(page)).toHaveAccessibleDescription(/the types have 1 error/)

  const connect = page
    .getByRole('region', { name: 'Client' })
    .getByRole('button', { name: 'Connect', exact: true })
  await expect(connect).toHaveAccessibleDescription('')
  await runCommand(page, 'Stop server')
  await expect(connect).toBeDisabled()
  await expect(connect).toHaveAccessibleDescription('Start the server to connect to it, or type an address.')
  await expect(chip(page)).toHaveAccessibleDescription(/The server is stopped/)
  await page.getByRole('textbox', { name: 'Address' }).fill('ws://127.0.0.1:4400')
  await expect(connect).toBeEnabled()
  await expect(connect).toHaveAccessibleDescription('')
})
