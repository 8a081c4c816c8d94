import { describe, expect, it } from 'vitest'
import { plainCode } from './snippet-completion'
import { snippets } from './snippets'

const code = (label: string) => plainCode(snippets.find((snippet) => snippet.label === label)?.code ?? '')

describe('the snippets', () => {
  it('have names of their own', () => {
    expect(new Set(snippets.map(({ label }) => label)).size).toBe(snippets.length)
  })

  it('are plain code where nothing is filled in', () => {
    expect(code('reload')).toBe("onReload(ctx) {\n  ctx.sendJson({ type: 'reloaded' })\n},")
    expect(code('passthrough')).toContain(
      "MessagePattern.jsonpath('$.subscribe'), 'wss://api.example.com/ws'",
    )
    expect(code('route-regex')).toMatch(/\(\?<room>\.\+\)\$'\), .+`Joined \$\{match\.groups\.room\}`\n\}\)$/s)
    expect(code('rooms')).toMatch(/`\$\{ctx\.connectionId\} came in`/)
  })
})
