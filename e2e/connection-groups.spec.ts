import { expect, test } from './fixture'
import { editorReady, showTheme } from './journey'
import { seriousViolations } from './serious-violations'
import { SocketClient } from './socket-client'

test('connections are grouped by path, and the groups opened and closed with the keyboard and the mouse', async ({
  understudy,
}) => {
  const { page } = understudy
  for (const path of ['/chat', '/feed/2', '/chat', '/feed/10']) await understudy.connect(path)
  const grid = page.getByRole('grid', { name: 'Connections' })
  await expect(grid.getByRole('row')).toHaveCount(5)
  const toggle = page.getByRole('button', { name: 'Group by path' })
  await toggle.click()
  await expect(toggle).toHaveAttribute('aria-pressed', 'true')
  const chat = grid.getByRole('row', { name: '/chat, 2 connections', exact: true })
  const closed = grid.getByRole('row', { name: '/chat, 2 connections, collapsed' })
  await expect(grid).toHaveAttribute('aria-rowcount', '7')
  await grid.focus()
  await page.keyboard.press('Home')
  await expect(chat).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('ArrowLeft')
  await expect(closed).toBeVisible()
  await expect(grid).toHaveAttribute('aria-rowcount', '5')
  for (const theme of ['light', 'dark'] as const) {
    await showTheme(page, theme)
    expect(await seriousViolations(page)).toEqual([])
  }
  await closed.click()
  await expect(chat).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Shift+F10')
  await expect(page.getByRole('menuitem', { name: 'Show traffic' })).toBeFocused()
  await page.keyboard.press('Escape')
  await toggle.click()
  await expect(grid).toHaveAttribute('aria-rowcount', '4')
})

test('9,800 connections on 200 paths are listed, grouped and walked, drawn as far as they are seen', async ({
  understudy,
}) => {
  const { page } = understudy
  const address = await understudy.address()
  const clients: SocketClient[] = []
  while (clients.length < 9800) {
    const paths = Array.from({ length: 100 }, (_, index) => `/feed/${(clients.length + index) % 200}`)
    clients.push(...(await Promise.all(paths.map((path) => SocketClient.connect(address + path)))))
  }
  const grid = page.getByRole('grid', { name: 'Connections' })
  await expect(grid).toHaveAttribute('aria-rowcount', '9800')
  await editorReady(page)
  await grid.focus()
  for (const key of ['End', 'PageUp', 'PageUp', 'Home', 'PageDown']) await page.keyboard.press(key)
  await page.getByRole('button', { name: 'Group by path' }).press('Space')
  await expect(grid).toHaveAttribute('aria-rowcount', '10000')
  await grid.focus()
  for (const key of ['End', 'Home', 'ArrowLeft', 'End']) await page.keyboard.press(key)
  await expect(grid).toHaveAttribute('aria-rowcount', '9951')
  await expect(grid.getByRole('row').last()).toHaveAttribute('aria-rowindex', '9951')
  // What is drawn does not depend on how many there are; how long it takes is measured by `npm run bench`.
  expect(await grid.getByRole('row').count()).toBeLessThan(60)
  for (const client of clients) client.socket.terminate()
})
