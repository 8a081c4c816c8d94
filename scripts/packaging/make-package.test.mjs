import path from 'node:path'
import { expect, test } from 'vitest'
import { inProject } from '../setup/project.mjs'
import { packagedApp } from './make-package.mjs'

test('the packaged app is found where electron-builder puts it', () => {
  expect(packagedApp('test', 'linux', 'x64')).toBe(inProject('dist/test/linux-unpacked/understudy'))
  expect(packagedApp('default', 'win32', 'x64')).toBe(inProject('dist/win-unpacked/Understudy.exe'))
  expect(path.relative(inProject('dist'), packagedApp('default', 'darwin', 'arm64'))).toBe(
    path.join('mac-arm64', 'Understudy.app', 'Contents', 'MacOS', 'Understudy'),
  )
})
