const start = '//# sourceMappingURL=data:application/json;base64,'

/** The line that ends a module with its source map inside. */
export function embedSourceMap(map: string): string {
  return `${start}${Buffer.from(map).toString('base64')}\n`
}

/** The source map in a module's code as JSON text, null where there is none. */
export function embeddedSourceMap(code: string): string | null {
  const at = code.lastIndexOf(start)
  return at < 0 ? null : Buffer.from(code.slice(at + start.length), 'base64').toString()
}
