/** Pixels between the card and what it stands beside, and between the card and the window's edge. */
const gap = 8

interface Size {
  readonly offsetWidth: number
  readonly offsetHeight: number
}

interface Bounds {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** Where a card goes: right of the target, else left of it, else below it; always within the window. */
export function placeBeside(
  target: Bounds,
  { offsetWidth: width, offsetHeight: height }: Size,
  { innerWidth, innerHeight }: { readonly innerWidth: number; readonly innerHeight: number },
): { readonly left: number; readonly top: number } {
  const within = (value: number, most: number): number => Math.max(gap, Math.min(value, most - gap))
  const top = within(target.top, innerHeight - height)
  if (target.right + gap + width <= innerWidth) return { left: target.right + gap, top }
  if (target.left - gap - width >= 0) return { left: target.left - gap - width, top }
  const left = within(target.left, innerWidth - width)
  return { left, top: within(target.bottom + gap, innerHeight - height) }
}
