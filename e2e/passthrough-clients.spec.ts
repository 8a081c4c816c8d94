import { expect, test } from './fixture'
import { trafficGrid } from './journey'

const order = (item: string) => JSON.stringify({ type: 'order', item })

test("two clients get their own upstream's replies; the switch counts from the next message", async ({
  understudy,
}) => {
  const { page } = understudy
  await page.getByRole('button', { name: 'Workspace' }).click()
  await page.getByRole('menuitem', { name: 'Passthrough' }).click()
  const rule = page.getByRole('region', { name: 'Passthrough' }).getByRole('switch', { name: 'orders' })
  await rule.click({ force: true })
  await expect(rule).toBeChecked()
  const [tea, kettle] = [await understudy.connect('/ws/shop'), await understudy.connect('/ws/shop')]
  tea.send(order('tea'))
  kettle.send(order('kettle'))
  expect(JSON.parse(await tea.next())).toMatchObject({ from: 'upstream', item: 'tea' })
  expect(JSON.parse(await kettle.next())).toMatchObject({ from: 'upstream', item: 'kettle' })
  await expect(trafficGrid(page).getByText('⇡')).toHaveCount(2)
  await expect(trafficGrid(page)).toContainText('⇣')
  await rule.click({ force: true })
  await expect(rule).not.toBeChecked()
  tea.send(order('more tea'))
  expect(JSON.parse(await tea.next())).toMatchObject({ from: 'mock', item: 'more tea' })
  await expect(trafficGrid(page).getByText('⇡')).toHaveCount(2)
  expect([tea.isOpen, kettle.isOpen]).toEqual([true, true])
})
