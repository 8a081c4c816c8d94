import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import { type CommandDefinition, commands } from '../shared/commands'
import { appMenuTemplate } from './app-menu'

function start(platform: NodeJS.Platform = 'linux', development = false) {
  const run = vi.fn()
  const openRecent = vi.fn()
  const template = appMenuTemplate({
    platform,
    development,
    preferences: { theme: 'dark', moreContrast: true },
    run,
    recentWorkspaces: ['/mocks/one', '/mocks/two'],
    openRecent,
  })
  return { run, openRecent, items: flatten(template) }
}

function flatten(items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flatten(item.submenu) : [])])
}

function click(item: MenuItemConstructorOptions | undefined): void {
  // Our items ignore what Electron passes to them.
  const handler = item?.click as (() => void) | undefined
  if (handler === undefined) throw new Error('the item can not be clicked')
  handler()
}

describe('application menu', () => {
  it('has every command of the table once, with its title and key, and runs it by id', () => {
    const { items, run } = start()
    const table: readonly CommandDefinition[] = commands
    for (const command of table) {
      const found = items.filter((item) => item.id === command.id)
      expect(found).toHaveLength(1)
      expect(found[0]?.label).toBe(command.submenu?.label ?? command.title)
      expect(found[0]?.accelerator ?? null).toBe(command.key)
      click(found[0])
      expect(run).toHaveBeenLastCalledWith(command.id)
    }
  })

  it('leaves the keys of the commands to the page', () => {
    const { items } = start()
    for (const item of items.filter(({ accelerator }) => accelerator !== undefined)) {
      expect(item.registerAccelerator).toBe(false)
    }
  })

  it.each([
    ['linux', true],
    ['win32', false],
    ['darwin', true],
  ] as const)('has no reload on %s', (platform, development) => {
    const roles = start(platform, development).items.map(({ role }) => role)
    expect(roles).not.toContain('reload')
    expect(roles).not.toContain('forceReload')
    expect(roles).not.toContain('viewMenu')
  })

  it.each(['linux', 'win32'] as const)('has no key on %s that closes the window by mistake', (platform) => {
    const roles = start(platform).items.map(({ role }) => role)
    expect(roles).not.toContain('close')
    // Electron's own has a close item with the key of closing a file.
    expect(roles).not.toContain('windowMenu')
  })

  it('offers the developer tools in development only', () => {
    expect(start('linux', true).items.map(({ role }) => role)).toContain('toggleDevTools')
    expect(start('linux', false).items.map(({ role }) => role)).not.toContain('toggleDevTools')
  })

  it('opens a recent workspace', () => {
    const { items, openRecent } = start()
    click(items.find(({ label }) => label === '/mocks/two'))
    expect(openRecent).toHaveBeenCalledWith('/mocks/two')
  })

  it('has a submenu for the themes and one for the time column, and a tick for more contrast', () => {
    const { items } = start()
    const labels = (title: string) => {
      const found = items.filter(({ label }) => label === title)
      expect(found).toHaveLength(1)
      return flatten(found).map(({ label }) => label)
    }
    expect(labels('Theme')).toEqual(['Theme', 'As the system', 'Light', 'Dark'])
    expect(labels('Time column')).toHaveLength(4)
    const contrast = items.find(({ id }) => id === 'view.moreContrast')
    expect(contrast).toMatchObject({ type: 'checkbox', checked: true })
  })

  it('marks the chosen theme and passes a choice on', () => {
    const { items, run } = start()
    const dark = items.find(({ label }) => label === 'Dark')
    expect(dark).toMatchObject({ type: 'radio', checked: true })
    click(items.find(({ label }) => label === 'Light'))
    expect(run).toHaveBeenCalledWith('view.theme.light')
  })
})
