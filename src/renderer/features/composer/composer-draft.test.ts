import { describe, expect, it } from 'vitest'
import { trafficRow } from '../traffic/traffic-row.test-support'
import { draftOfDetail, draftProblem, emptyDraft } from './composer-draft'
import { targetGroups, targetKey, targetOfKey } from './target-options'

describe('a draft of a captured message', () => {
  const row = {
    ...trafficRow({}),
    kind: 'text',
    direction: 'to-client',
    connectionId: 'c4',
    path: '/ws',
  } as const

  it('goes to its connection while that is open, else to its path', () => {
    const body = { type: 'text', text: 'hi' } as const
    expect(draftOfDetail({ row, body }, true)?.target).toEqual({ to: 'connection', connection: 'c4' })
    expect(draftOfDetail({ row, body }, false)?.target).toEqual({ to: 'path', path: '/ws' })
  })

  it('is JSON where it is, bytes as hex, and keeps its own braces', () => {
    expect(draftOfDetail({ row, body: { type: 'text', text: '{"a":1}' } }, true)?.kind).toBe('json')
    const bytes = { type: 'binary', data: new Uint8Array([0x48, 0x69]) } as const
    expect(draftOfDetail({ row, body: bytes }, true)).toMatchObject({ kind: 'hex', text: '48 69' })
    const braces = { type: 'text', text: 'a {{b}}' } as const
    expect(draftOfDetail({ row, body: braces }, true)?.placeholders).toBe(false)
  })
})

describe('a draft', () => {
  it('is judged by its kind', () => {
    expect(draftProblem({ ...emptyDraft, kind: 'hex', text: '4' })).toContain('A hex digit is missing')
    expect(draftProblem({ ...emptyDraft, kind: 'hex', text: '4{{seq}}' })).toBeNull()
    expect(draftProblem({ ...emptyDraft, kind: 'file' })).toBe('Choose a file')
  })
})

describe('the choice of a target', () => {
  it('offers everyone, rooms, paths and connections, and what is chosen though it is gone', () => {
    const connections = new Map([['c1', { id: 'c1', path: '/a:b' }]])
    const rooms = new Map([['lobby', { name: 'lobby', members: ['c1'] }]])
    const groups = targetGroups(connections, rooms, { to: 'connection', connection: 'c9' })
    const values = groups.flatMap(({ items }) => items.map(({ value }) => value))
    expect(values).toEqual(['everyone', 'room:lobby', 'path:/a:b', 'connection:c1', 'connection:c9'])
    for (const value of values) expect(targetKey(targetOfKey(value))).toBe(value)
  })
})
