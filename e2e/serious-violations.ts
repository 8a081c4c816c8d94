import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/** What an automated check finds serious or critical in the window, or in one part of it, as it is now. */
export async function seriousViolations(page: Page, part?: string): Promise<string[]> {
  // Axe can't open a page of its own in Electron, which its default mode needs.
  const check = new AxeBuilder({ page }).setLegacyMode(true)
  const { violations } = await (part === undefined ? check : check.include(part)).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
}
