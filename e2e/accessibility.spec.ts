import { expect, test } from './fixture'
import { connectBuiltIn, editorReady, say, showTheme, trafficGrid } from './journey'
import { seriousViolations } from './serious-violations'

for (const colorScheme of ['light', 'dark'] as const) {
  test(`nothing is seriously inaccessible, ${colorScheme}`, async ({ understudy }) => {
    const { page } = understudy
    await editorReady(page)
    await showTheme(page, colorScheme)
    expect(await seriousViolations(page)).toEqual([])
    await connectBuiltIn(page)
    await say(page, '/join lobby')
    await trafficGrid(page).getByText('/join lobby', { exact: true }).click()
    await expect(page.getByRole('region', { name: 'Message' })).toContainText('/join lobby')
    expect(await seriousViolations(page)).toEqual([])
    await page.getByRole('region', { name: 'Message' }).getByRole('tab', { name: 'Why' }).click()
    await page.getByRole('region', { name: 'Passthrough' }).getByRole('button', { name: 'Add rule' }).click()
    await expect(page.getByRole('dialog', { name: 'Passthrough rule' })).toBeVisible()
    expect(await seriousViolations(page)).toEqual([])
  })
}
