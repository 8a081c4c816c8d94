import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defaultPreferences } from '../shared/model/preferences'
import { SettingsStore } from './settings'

describe('SettingsStore', () => {
  let folder: string
  let file: string
  const log = vi.fn()

  beforeEach(async () => {
    log.mockReset()
    folder = await mkdtemp(join(tmpdir(), 'understudy-settings-'))
    file = join(folder, 'data', 'settings.json')
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it('starts with defaults, without a word, where there is no file', async () => {
    const settings = await SettingsStore.load(file, log)
    expect(settings.value).toEqual({
      recentWorkspaces: [],
      lastWorkspace: null,
      window: null,
      preferences: defaultPreferences,
    })
    expect(log).not.toHaveBeenCalled()
  })

  it('remembers changes in the next run', async () => {
    const settings = await SettingsStore.load(file, log)
    settings.prefer({ theme: 'dark' })
    settings.prefer({ editorFontSize: 15, moreContrast: undefined })
    settings.update({ window: { x: 1, y: 2, width: 1280, height: 800, maximized: false } })
    await settings.settled()
    const next = await SettingsStore.load(file, log)
    expect(next.value).toEqual(settings.value)
    expect(next.value.preferences).toEqual({ ...defaultPreferences, theme: 'dark', editorFontSize: 15 })
  })

  it('lists recent workspaces once each, the latest first, ten at most', async () => {
    const settings = await SettingsStore.load(file, log)
    for (let number = 1; number <= 12; number += 1) settings.rememberWorkspace(`folder-${number}`)
    settings.rememberWorkspace('folder-5')
    expect(settings.value.lastWorkspace).toBe('folder-5')
    expect(settings.value.recentWorkspaces).toHaveLength(10)
    expect(settings.value.recentWorkspaces.slice(0, 3)).toEqual(['folder-5', 'folder-12', 'folder-11'])
    await settings.settled()
  })

  it.each(['{ not json', '{"preferences":{"theme":"pink"}}', '[]'])(
    'sets a file that it cannot use aside: %s',
    async (text) => {
      await SettingsStore.load(file, log)
      await writeFile(file, text)
      const settings = await SettingsStore.load(file, log)
      expect(settings.value.preferences.theme).toBe('system')
      expect(await readFile(`${file}.unreadable`, 'utf8')).toBe(text)
      expect(log).toHaveBeenCalledWith(expect.stringContaining('settings.json'), expect.anything())
    },
  )
})
