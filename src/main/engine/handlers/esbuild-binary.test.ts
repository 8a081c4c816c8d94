import { describe, expect, it } from 'vitest'
import { unpackedBinary } from './esbuild-binary'

describe("esbuild's program", () => {
  it('is beside the archive in a packaged app', () => {
    expect(
      unpackedBinary('/opt/app/resources/app.asar/node_modules/esbuild/lib/main.js', 'linux', 'x64'),
    ).toBe('/opt/app/resources/app.asar.unpacked/node_modules/@esbuild/linux-x64/bin/esbuild')
    expect(unpackedBinary('C:\\app\\app.asar\\node_modules\\esbuild\\lib\\main.js', 'win32', 'arm64')).toBe(
      'C:\\app\\app.asar.unpacked\\node_modules\\@esbuild/win32-arm64/esbuild.exe',
    )
  })

  it('is left to esbuild everywhere else', () => {
    expect(unpackedBinary('/home/me/understudy/node_modules/esbuild/lib/main.js')).toBeNull()
  })
})
