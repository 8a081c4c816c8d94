export const handlersFolder = 'handlers/'

/** The workspace's path of a handler file from the name that a person typed; `.ts` may be left out. */
export function handlerPathOf(name: string): string {
  const inside = name.startsWith(handlersFolder) ? name.slice(handlersFolder.length) : name
  return handlersFolder + (/\.(?:ts|js|mts|mjs)$/.test(inside) ? inside : `${inside}.ts`)
}
