import { describe, expect, it } from 'vitest'
import { serverSettingsSchema } from '../../../shared/model/workspace'
import { formerSettings, needsRestart, serverChanges, serverProblems } from './server-form'

const current = serverSettingsSchema.parse({})

describe('the form of the server’s settings', () => {
  it('changes nothing that was not touched', () => {
    expect(serverChanges(current, current)).toEqual({})
  })

  it('changes what was touched', () => {
    const draft = { ...current, port: 4500, allowedOrigins: ['localhost', 'https://app.example.com'] }
    expect(serverChanges(draft, current)).toEqual({
      port: 4500,
      allowedOrigins: ['localhost', 'https://app.example.com'],
    })
  })

  it('knows what undoes the changes', () => {
    expect(formerSettings({ port: 4500, tls: true }, current)).toEqual({ port: 4400, tls: false })
  })

  it('says by its name what is wrong, and changes nothing then', () => {
    const draft = { ...current, port: 70_000, maxPayload: '' }
    expect(Object.keys(serverProblems(draft)).sort()).toEqual(['maxPayload', 'port'])
    expect(serverChanges(draft, current)).toBeNull()
  })

  it('knows what makes the server listen anew', () => {
    expect(needsRestart({ port: 4500 })).toBe(true)
    expect(needsRestart({ tls: true })).toBe(true)
    expect(needsRestart({ compression: true, unmatchedPath: 'echo' })).toBe(false)
  })
})
