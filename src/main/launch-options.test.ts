import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readEnvironment, workspaceArgument } from './launch-options'

describe('readEnvironment', () => {
  it('says nothing where nothing is set', () => {
    expect(readEnvironment({ UNDERSTUDY_PORT: '', UNDERSTUDY_HOST: ' ' })).toEqual({
      overrides: {},
      hotReload: null,
    })
  })

  it('reads host, port and the reload switch', () => {
    expect(
      readEnvironment({
        UNDERSTUDY_PORT: '0',
        UNDERSTUDY_HOST: '0.0.0.0',
        UNDERSTUDY_WS_HOTRELOAD: 'True',
      }),
    ).toEqual({ overrides: { host: '0.0.0.0', port: 0 }, hotReload: true })
    expect(readEnvironment({ UNDERSTUDY_WS_HOTRELOAD: '0' }).hotReload).toBe(false)
  })

  it.each(['abc', '-1', '65536', '44.5', '0x10x'])('refuses the port %s by name', (port) => {
    expect(() => readEnvironment({ UNDERSTUDY_PORT: port })).toThrow(/UNDERSTUDY_PORT.*65535/)
  })

  it('refuses a reload switch that is neither on nor off', () => {
    expect(() => readEnvironment({ UNDERSTUDY_WS_HOTRELOAD: 'maybe' })).toThrow(/UNDERSTUDY_WS_HOTRELOAD/)
  })
})

describe('workspaceArgument', () => {
  const cwd = resolve('/home/me')

  it('is the first plain argument of a packaged app', () => {
    expect(workspaceArgument(['understudy', '--user-data-dir=x', 'mocks'], null, cwd)).toBe(
      resolve(cwd, 'mocks'),
    )
    expect(workspaceArgument(['understudy', '--no-sandbox'], null, cwd)).toBeNull()
  })

  it('comes after the folder of the app where Electron was given one', () => {
    expect(workspaceArgument(['electron', '--inspect=0', '.', '--no-sandbox'], cwd, cwd)).toBeNull()
    expect(workspaceArgument(['electron', '.', '--no-sandbox', 'mocks'], cwd, cwd)).toBe(
      resolve(cwd, 'mocks'),
    )
    expect(workspaceArgument(['electron', '-r', 'loader.js', cwd, '/abs/mocks'], cwd, cwd)).toBe(
      resolve('/abs/mocks'),
    )
  })
})
