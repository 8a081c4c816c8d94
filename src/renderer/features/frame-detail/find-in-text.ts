/** Places that are looked for at most: nobody steps through more. */
export const mostPlaces = 10_000
/** Characters that are looked through in one go, so that the window does not stand still meanwhile. */
const sliceLength = 1_000_000

/** Where `text` has `words`, whatever the case: the first `mostPlaces` places. */
export async function findInText(text: string, words: string): Promise<Int32Array> {
  const pattern = new RegExp(words.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), 'gi')
  const places: number[] = []
  for (let from = 0; from < text.length && places.length < mostPlaces; from += sliceLength) {
    if (from > 0) await new Promise((resolve) => setTimeout(resolve))
    // What begins in this slice may end in the next one.
    const slice = text.slice(from, from + sliceLength + words.length - 1)
    for (const match of slice.matchAll(pattern)) {
      if (places.push(from + match.index) === mostPlaces) break
    }
  }
  return Int32Array.from(places)
}
