import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/** What an automated check finds serious or critical in the window as it is now, or in the part that a selector names. */
export async function seriousViolations(page: Page, part = 'html'): Promise<string[]> {
  await page.evaluate(transitionsEnded)
  const { violations } = await new AxeBuilder({ page, ...(await axeSource(page)) })
    .include(part)
    // Axe can't open a page of its own in Electron, which its default mode needs.
    .setLegacyMode(true)
    // The window has no frames and plays nothing, and only what is found is asked for.
    .options({ resultTypes: ['violations'], preload: false, iframes: false })
    .analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
}

/** Resolves once nothing on the page is on its way to other colours, where it would have those of neither. */
async function transitionsEnded(): Promise<void> {
  const running = document.getAnimations().filter((one) => one instanceof CSSTransition)
  // One that is called off has ended as well.
  await Promise.allSettled(running.map((one) => one.finished))
}

/** The builder puts half a megabyte of source into the page, twice for each check: a page that has it is given nothing. */
async function axeSource(page: Page): Promise<{ readonly axeSource?: string }> {
  return (await page.evaluate(() => 'axe' in window)) ? { axeSource: 'undefined' } : {}
}
