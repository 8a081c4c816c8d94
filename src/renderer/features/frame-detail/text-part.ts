/** Characters of a text that are laid out at a time: more make the window stand still. */
export const partLength = 200_000

/** Where a part of a text that has `place` and what is found there begins: where it begins now if that will do. */
export function startShowing(text: string, start: number, place: number, length: number): number {
  if (place >= start && place + length <= start + partLength) return start
  return startNear(text, place - partLength / 4)
}

/** The beginning of the part that is nearest to `wanted`: within the text, and not in the middle of a character. */
export function startNear(text: string, wanted: number): number {
  const start = Math.min(Math.max(0, Math.floor(wanted)), Math.max(0, text.length - partLength))
  const isLowSurrogate = (text.charCodeAt(start) & 0xfc00) === 0xdc00
  return isLowSurrogate && start > 0 ? start - 1 : start
}
