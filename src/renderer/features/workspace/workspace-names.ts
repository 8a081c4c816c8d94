/** A sample's folder name as a title: `live-prices` is "Live prices". */
export function sampleTitle(sample: string): string {
  const words = sample.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** The last part of a path, with forward slashes or backslashes. */
export function baseName(path: string): string {
  return path.split(/[/\\]/).findLast((part) => part !== '') ?? path
}
