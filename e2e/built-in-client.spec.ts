import { expect, test } from './fixture'
import { clientLog } from './journey'

test('a client that can’t connect says why and leaves the address ready to be mended', async ({
  understudy,
}) => {
  const { page } = understudy
  const client = page.getByRole('region', { name: 'Client' })
  const address = client.getByRole('textbox', { name: 'Address' })
  await understudy.address()
  await expect(address).toHaveValue(/^ws:\/\//)
  await address.fill('ws://127.0.0.1:9/ws')
  await address.press('Enter')
  await expect(clientLog(page)).toContainText('Nothing is listening at ws://127.0.0.1:9/ws')
  await expect(address).toBeFocused()
  // An emptied address is the server's own again.
  await address.fill('')
  await address.press('Enter')
  await expect(client.getByRole('textbox', { name: 'Message text' })).toBeFocused()
  await expect(clientLog(page)).toContainText('Welcome')

  await page.getByRole('button', { name: 'Stop server' }).click()
  await expect(client).toContainText('Closed 1001 going away')
  await expect(page.getByRole('region', { name: 'Traffic' })).toContainText('Closed 1001')
  await page.getByRole('region', { name: 'Connections' }).getByRole('button', { name: 'Start' }).click()
  await understudy.address()
})
