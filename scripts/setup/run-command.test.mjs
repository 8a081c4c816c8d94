import { expect, test } from 'vitest'
import { capture, npmCommand, run } from './run-command.mjs'

test('the npm that runs us is run again through Node, which needs no shell on Windows', () => {
  const script = '/usr/lib/node_modules/npm/bin/npm-cli.js'
  expect(npmCommand({ npm_execpath: script }, 'win32')).toEqual({
    file: process.execPath,
    args: [script],
    shell: false,
  })
})

test('another package manager is not taken for npm', () => {
  expect(npmCommand({ npm_execpath: '/usr/lib/yarn.js' }, 'linux')).toEqual({
    file: 'npm',
    args: [],
    shell: false,
  })
  expect(npmCommand({}, 'win32')).toEqual({ file: 'npm.cmd', args: [], shell: true })
})

test('the exit code of a program is handed on', async () => {
  expect(await run(process.execPath, ['-e', 'process.exit(7)'])).toBe(7)
})

test('a run that is aborted fails with the reason', async () => {
  const stop = new AbortController()
  const endless = run(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { signal: stop.signal })
  stop.abort(new Error('Stopped.'))
  await expect(endless).rejects.toThrow('Stopped.')
})

test('a program that is not there is reported as 127, like a shell does', async () => {
  expect(await capture('understudy-no-such-program', [])).toEqual({ code: 127, stdout: '' })
})
