import { expect, test } from 'vitest'
import { choosePackages, isOnPath, parseMissingLibraries } from './system-packages.mjs'

const renamed = ['libgtk-3-0t64', 'libgtk-3-0']

test('the libraries that the loader does not find are picked out of its output', () => {
  const output = [
    '\tlinux-vdso.so.1 (0x00007ffd)',
    '\tlibgtk-3.so.0 => not found',
    '\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f)',
    '\tlibgbm.so.1 => not found',
  ].join('\n')
  expect(parseMissingLibraries(output)).toEqual(['libgtk-3.so.0', 'libgbm.so.1'])
})

test('a package goes by the name that this release knows', () => {
  expect(choosePackages([['xvfb'], renamed], new Set(['xvfb', 'libgtk-3-0']))).toEqual(['xvfb', 'libgtk-3-0'])
  expect(choosePackages([renamed], new Set(renamed))).toEqual(['libgtk-3-0t64'])
})

test('without package lists the old name is tried', () => {
  expect(choosePackages([renamed], new Set())).toEqual(['libgtk-3-0'])
})

test.runIf(process.platform !== 'win32')('a program is found on the path, a missing one is not', () => {
  expect(isOnPath('sh', '/nowhere:/bin:/usr/bin')).toBe(true)
  expect(isOnPath('sh', '/nowhere')).toBe(false)
})
