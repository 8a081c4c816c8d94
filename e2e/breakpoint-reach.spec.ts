import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './fixture'
import { echo, trafficGrid } from './journey'
import { seriousViolations } from './serious-violations'

const settings = {
  server: { port: 0 },
  passthrough: [{ name: 'real', path: '/legs', upstream: 'ws://self/upstream' }],
  breakpoints: [
    { name: 'room', path: '/room/:name', directions: ['from-client'] },
    { name: 'answers', path: '/answers', directions: ['to-client'], enabled: false },
    { name: 'legs', path: '/legs', directions: ['to-upstream', 'from-upstream'], enabled: false },
  ],
  holding: { timeoutMs: 100, onTimeout: 'drop' },
}

const held = (page: Page) => page.getByRole('region', { name: 'Held messages' })
const heldOption = (page: Page, text: string) => held(page).getByRole('option').filter({ hasText: text })
const breakpoints = (page: Page) => page.getByRole('region', { name: 'Breakpoints' })
const toggle = (page: Page, name: string) =>
  breakpoints(page).getByRole('switch', { name, exact: true }).press('Space')

async function release(page: Page): Promise<void> {
  await held(page).getByRole('button', { name: 'Release', exact: true }).click()
}

test('a breakpoint holds on its path and in its directions only, no heartbeat, and no longer than its time-out', async ({
  launchIn,
}) => {
  const { understudy, workspace } = await launchIn(settings, echo)
  const { page } = understudy
  const room = await understudy.connect('/room/a')
  const elsewhere = await understudy.connect('/room')

  await test.step('the time-out of the file drops a forgotten message, and its row and Why say so', async () => {
    room.send('forgotten')
    const row = trafficGrid(page).getByRole('row').filter({ hasText: 'forgotten' })
    await expect(row).toContainText(/held \d+(\.\d)? ms, dropped/)
    await row.click()
    const pane = page.getByRole('region', { name: 'Message', exact: true })
    await pane.getByRole('tab', { name: 'Why' }).click()
    await expect(pane).toContainText('breakpoint roomdropped: nobody decided within 100 ms')
    expect(room.takeReceived()).toEqual([])
  })

  await page.keyboard.press('ControlOrMeta+7')
  const timeOut = (words: string) => held(page).getByRole('button', { name: `Time-out: ${words}` })
  await test.step('any time-out can be typed, and lets a message go on unchanged', async () => {
    await timeOut('Drop after 100 ms').click()
    await page.getByRole('menuitem', { name: 'Another time…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Time-out' })
    await expect(dialog.getByRole('textbox', { name: 'Seconds' })).toHaveValue('0.1')
    await dialog.getByRole('textbox', { name: 'Seconds' }).fill('soon')
    await expect(dialog).toContainText('A number from 0.1 to 86400')
    await expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled()
    await dialog.getByRole('textbox', { name: 'Seconds' }).fill('0.15')
    await dialog.getByRole('radio', { name: 'Release it unchanged' }).check()
    expect(await seriousViolations(page)).toEqual([])
    await dialog.getByRole('textbox', { name: 'Seconds' }).press('Enter')
    await expect(timeOut('Release after 150 ms')).toBeVisible()
    room.send('goes on')
    expect(await room.next()).toBe('re goes on')
  })

  await timeOut('Release after 150 ms').click()
  await expect(page.getByRole('menuitemradio', { name: 'Release after 150 ms' })).toBeChecked()
  await page.getByRole('menuitemradio', { name: 'Hold until I decide' }).click()
  await expect.poll(() => readFile(join(workspace, 'understudy.json'), 'utf8')).toContain('never')

  await test.step('another path is not held, nor is a ping', async () => {
    room.send('held here')
    await heldOption(page, 'held here').click()
    const pane = page.getByRole('region', { name: 'Message', exact: true })
    await expect(pane).toContainText('breakpoint roomholds it')
    elsewhere.send('free')
    expect(await elsewhere.next()).toBe('re free')
    room.socket.ping('beat')
    const [beat] = await once(room.socket, 'pong')
    expect(String(beat)).toBe('beat')
    await expect(held(page).getByRole('option')).toHaveCount(1)
    await release(page)
    expect(await room.next()).toBe('re held here')
    await expect(pane).toContainText('breakpoint roomyou released it')
  })

  await test.step('what goes to the client is held, what it sends is not', async () => {
    await toggle(page, 'answers')
    const client = await understudy.connect('/answers')
    client.send('question')
    const answer = heldOption(page, 're question')
    await expect(answer.getByRole('img', { name: 'to the client' })).toBeVisible()
    await expect(held(page).getByRole('option')).toHaveCount(1)
    await release(page)
    expect(await client.next()).toBe('re question')
  })

  await test.step('both legs of the upstream are held, one after the other', async () => {
    await toggle(page, 'legs')
    const client = await understudy.connect('/legs')
    client.send('there and back')
    const there = heldOption(page, 'there and back')
    await expect(there.getByRole('img', { name: 'to the upstream' })).toBeVisible()
    await release(page)
    const back = heldOption(page, 're there and back')
    await expect(back.getByRole('img', { name: 'from the upstream' })).toBeVisible()
    await release(page)
    expect(await client.next()).toBe('re there and back')
    await expect(held(page)).toContainText('Nothing is held')
  })

  await test.step('a breakpoint is edited and removed, and comes back in its place', async () => {
    const menu = async (name: string, item: string) => {
      await breakpoints(page)
        .getByRole('button', { name: `Actions of ${name}`, exact: true })
        .click()
      await page.getByRole('menuitem', { name: item }).click()
    }
    await menu('room', 'Edit…')
    const dialog = page.getByRole('dialog', { name: 'Breakpoint' })
    await expect(dialog.getByRole('textbox', { name: 'Path' })).toHaveValue('/room/:name')
    await dialog.getByRole('textbox', { name: 'Path' }).fill('/room')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(dialog).toBeHidden()
    elsewhere.send('now held')
    await expect(heldOption(page, 'now held')).toBeVisible()
    room.send('now free')
    expect(await room.next()).toBe('re now free')
    await menu('room', 'Remove')
    await expect(breakpoints(page).getByRole('switch')).toHaveCount(2)
    await expect(breakpoints(page)).toBeFocused()
    // A breakpoint that is gone holds nothing any longer.
    expect(await elsewhere.next()).toBe('re now held')
    await page
      .getByRole('alert')
      .filter({ hasText: 'Removed room' })
      .getByRole('button', { name: 'Undo' })
      .click()
    await expect(breakpoints(page).getByRole('switch')).toHaveCount(3)
    await expect(breakpoints(page).getByRole('switch').first()).toHaveAccessibleName('room')
    elsewhere.send('held again')
    await expect(heldOption(page, 'held again')).toBeVisible()
  })
})
