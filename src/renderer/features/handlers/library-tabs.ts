/** Types that come with the app and can be looked at in a tab, by the tab's name; no file of a workspace. */
const libraries = {
  'understudy.d.ts': '/node_modules/understudy/index.d.ts',
  'handler-globals.d.ts': '/node_modules/handler-globals.d.ts',
} as const

export type LibraryTab = keyof typeof libraries

/** Whether a tab shows types of the app; files of a workspace are in folders and never have these names. */
export function isLibraryTab(path: string): path is LibraryTab {
  return Object.hasOwn(libraries, path)
}

/** Where the editor's TypeScript has the types. */
export function libraryUri(tab: LibraryTab): string {
  return `file://${libraries[tab]}`
}

/** The tab for a path of the editor's TypeScript, or null where that is not one of the app's types. */
export function libraryTabOf(path: string): LibraryTab | null {
  return (
    Object.keys(libraries)
      .filter(isLibraryTab)
      .find((tab) => libraries[tab] === path) ?? null
  )
}
