/** Long enough that writing it takes more than one call of the system. */
const fillerLength = 300_000

/** A text that shows whether it is whole: it says its version at both ends. */
export function versionText(version: number): string {
  return `${version} ${'.'.repeat(fillerLength)} ${version}`
}

/** The version of a text by `versionText`; throws where it is not the whole one. */
export function wholeVersion(text: string): number {
  const version = Number.parseInt(text, 10)
  if (text !== versionText(version)) {
    throw new Error(`Not whole: ${text.length} characters, "${text.slice(0, 20)}…${text.slice(-20)}"`)
  }
  return version
}
