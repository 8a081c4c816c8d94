import { expect, test } from './fixture'

test('a room gets a broadcast, loses a member and is closed as a whole', async ({ understudy }) => {
  const { page } = understudy
  const clients = [
    await understudy.connect('/'),
    await understudy.connect('/a'),
    await understudy.connect('/b'),
  ]
  for (const client of clients) {
    await client.next()
    client.send('/join lobby')
    expect(await client.next()).toBe('Joined room: lobby')
  }
  const rooms = page.getByRole('tree', { name: 'Rooms' })
  const lobby = (members: string) => rooms.getByRole('treeitem', { name: `lobby, ${members}` })
  await lobby('3 members').click()

  await page.getByRole('button', { name: 'Broadcast to room' }).click()
  const dialog = page.getByRole('dialog', { name: 'Broadcast to room' })
  await dialog.getByRole('textbox', { name: 'Message text' }).fill('the kitchen closes')
  await dialog.getByRole('button', { name: 'Send', exact: true }).click()
  for (const client of clients) {
    let heard = await client.next()
    while (/came in$/.test(heard)) heard = await client.next()
    expect(heard).toBe('the kitchen closes')
  }
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Broadcast to room' })).toBeFocused()

  await rooms
    .getByRole('treeitem', { name: /^c\d+$/ })
    .last()
    .getByRole('button', { name: 'Member actions' })
    .click()
  await page.getByRole('menuitem', { name: 'Remove from room' }).click()
  await expect(lobby('2 members')).toBeVisible()

  await lobby('2 members').getByRole('button', { name: 'Room actions' }).click()
  await page.getByRole('menuitem', { name: 'Close all its connections' }).click()
  for (const client of clients.slice(0, 2)) expect(await client.closed()).toMatchObject({ code: 1000 })
  await expect(page.getByRole('grid', { name: 'Connections' }).getByRole('row')).toHaveCount(2)
  expect(clients[2]?.isOpen).toBe(true)
})
