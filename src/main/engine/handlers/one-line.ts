/** One line without tabs, so that a name or a pattern can't be taken for two steps. */
export function oneLine(text: string): string {
  return text.replace(/[\t\r\n]+/g, ' ')
}
