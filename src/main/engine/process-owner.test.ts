import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { hasOwnerMark, isOwnerGone, ownerMark } from './process-owner'

const dayMs = 24 * 60 * 60 * 1000

/** The mark of this machine with another process's number. */
function markOf(pid: number): string {
  return ownerMark().replace(/^\d+/, String(pid))
}

/** The number of a process that has ended. */
function endedPid(): number {
  return spawnSync(process.execPath, ['-e', '']).pid
}

describe('the owner of a file', () => {
  it('that runs is not gone, this process included', () => {
    expect(isOwnerGone(`${ownerMark()}x`, Date.now())).toBe(false)
    expect(isOwnerGone(`${markOf(process.ppid)}x`, 0)).toBe(false)
  })

  it.skipIf(process.platform === 'win32')('that belongs to another user is not gone either', () => {
    expect(isOwnerGone(`${markOf(1)}x`, 0)).toBe(false)
  })

  it('that has ended is gone at once', () => {
    expect(isOwnerGone(`${markOf(endedPid())}x`, Date.now())).toBe(true)
  })

  it('is gone where an earlier process had the number of this one', () => {
    expect(isOwnerGone(`${ownerMark()}x`, Date.now() - process.uptime() * 1000 - 1000)).toBe(true)
  })

  it('on another machine that shares the folder is given a day', () => {
    const elsewhere = ownerMark().replace(/-[0-9a-f]{8}-/, '-00000000-')
    expect(isOwnerGone(`${elsewhere}x`, Date.now() - dayMs + 60_000)).toBe(false)
    expect(isOwnerGone(`${elsewhere}x`, Date.now() - dayMs - 60_000)).toBe(true)
  })

  it('that is not named is given a day, too', () => {
    expect(hasOwnerMark('0123456789abcdef')).toBe(false)
    expect(isOwnerGone('0123456789abcdef', Date.now() - 60_000)).toBe(false)
    expect(isOwnerGone('0123456789abcdef', Date.now() - 2 * dayMs)).toBe(true)
  })
})
