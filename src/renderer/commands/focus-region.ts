import { t } from '../../shared/text/t'

/**
 * Puts the focus into the region with this name: on the element that it marks with
 * `data-region-focus`, else on the first one of its content that takes the focus.
 */
export function focusRegion(name: string): void {
  const region = visibleRegions().find((element) => element.getAttribute('aria-label') === name)
  if (region) focusInto(region)
}

/** Puts the focus into the region after the one that has it, the first one after the last. */
export function focusNextRegion(): void {
  const regions = visibleRegions()
  const current = regions.findIndex((region) => region.contains(document.activeElement))
  const next = regions[(current + 1) % regions.length]
  if (next) focusInto(next)
}

/** The outermost regions in the order of the page; the toolbar counts as one. */
function visibleRegions(): readonly HTMLElement[] {
  const all = document.querySelectorAll<HTMLElement>(
    `[role="toolbar"][aria-label="${t`Server`}"], section[aria-label]`,
  )
  return [...all].filter(
    (element) => element.checkVisibility() && !element.parentElement?.closest('section[aria-label]'),
  )
}

const focusable = 'a[href], button:enabled, input:enabled, textarea:enabled, select:enabled, [tabindex="0"]'

function focusInto(region: HTMLElement): void {
  const content = region.querySelector('[data-region-content]') ?? region
  const candidates = [
    ...region.querySelectorAll<HTMLElement>('[data-region-focus]'),
    ...content.querySelectorAll<HTMLElement>(focusable),
  ]
  const target = candidates.find((element) => element.checkVisibility()) ?? region
  target.focus()
}
