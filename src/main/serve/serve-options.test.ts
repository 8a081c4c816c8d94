import { describe, expect, it, vi } from 'vitest'
import { usageFailure } from './serve-exit'
import { readServeOptions } from './serve-options'

const read = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  readServeOptions(args, env, '/where/typed')

function failureOf(args: readonly string[], env: Readonly<Record<string, string>> = {}): unknown {
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const printed = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  try {
    read(args, env)
    return null
  } catch (error) {
    return usageFailure(error)
  } finally {
    said.mockRestore()
    printed.mockRestore()
  }
}

describe('readServeOptions', () => {
  it('asks for the default workspace and nothing else without arguments', () => {
    expect(read([])).toEqual({
      workspace: null,
      overrides: {},
      scenario: null,
      hotReload: false,
      trust: false,
      json: false,
    })
  })

  it('reads every option, and the workspace from where it was typed', () => {
    const args = [
      'mocks',
      '--port',
      '0',
      '--host',
      '0.0.0.0',
      '--scenario',
      'Down',
      '--watch',
      '--trust',
      '--json',
    ]
    expect(read(args)).toMatchObject({
      overrides: { port: 0, host: '0.0.0.0' },
      scenario: 'Down',
      hotReload: true,
      trust: true,
      json: true,
    })
    expect(read(args).workspace).toMatch(/[\\/]where[\\/]typed[\\/]mocks$/)
  })

  it('takes the environment where the arguments say nothing', () => {
    const env = { UNDERSTUDY_PORT: '5000', UNDERSTUDY_HOST: '::1', UNDERSTUDY_WS_HOTRELOAD: 'true' }
    expect(read(['--port', '0'], env)).toMatchObject({ overrides: { port: 0, host: '::1' }, hotReload: true })
  })

  it.each([[['--port', 'x']], [['--port', '70000']], [['--prot', '1']], [['--scenario']], [['one', 'two']]])(
    'refuses %j as bad usage',
    (args) => {
      expect(failureOf(args)).toBe(2)
    },
  )

  it('refuses a bad environment variable by its name', () => {
    expect(failureOf([], { UNDERSTUDY_PORT: 'x' })).toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('UNDERSTUDY_PORT'),
    })
  })

  it('ends well after the help', () => {
    expect(failureOf(['--help'])).toBe(0)
  })
})
