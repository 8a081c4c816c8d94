import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './fixture'

const english = resolve(import.meta.dirname, '..', 'src', 'shared', 'text', 'en.json')

/** What the Chat sample, the person's code or the machine says, and notation: no texts of the window. */
const data = new RegExp(
  [
    'Understudy|Electron|Chromium|Node\\.js|JSONPath',
    'Chat|slow network|lossy network|Good connection|On a train|Ring the bell|Welcome, c\\d+!.*',
    '[\\w./:-]+\\.(ts|json)',
    'localhost|wss?://\\S*|/\\S*|c\\d+',
    '[\\d.,]+ (ms|s|B|kB)(/s)?',
    'debug|info|warn|error',
    '.*(Ctrl|Shift|Alt|Esc|Enter|Home|Delete|F\\d+).*',
  ]
    .map((pattern) => `^(${pattern})$`)
    .join('|'),
)

/** What can be read or heard in the window and is not between the marks. */
function untranslated(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found = new Set<string>()
    const add = (text: string | null) => {
      if (text && /\p{L}{2}/u.test(text) && !text.includes('«')) found.add(text.trim())
    }
    for (const element of document.querySelectorAll<HTMLElement>('#root *, [role="dialog"] *')) {
      // The editor's texts are the person's code and Monaco's own.
      if (element.closest('.monaco-editor, code, kbd, script, style') || !element.checkVisibility()) continue
      for (const name of ['aria-label', 'title', 'placeholder']) add(element.getAttribute(name))
      const own = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE)
      if (own) add(element.textContent)
    }
    return [...found]
  })
}

test('with the texts of another language, the window and the menu say nothing in English', async ({
  launch,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'understudy-texts-'))
  try {
    const { texts }: { texts: Record<string, string> } = JSON.parse(await readFile(english, 'utf8'))
    const marked = Object.keys(texts).map((text) => [text, `«${text.replaceAll('|', '»|«')}»`])
    const file = join(folder, 'eo.json')
    await writeFile(file, JSON.stringify({ language: 'eo', texts: Object.fromEntries(marked) }))
    const { app, page } = await launch({ env: { UNDERSTUDY_TEXTS: file } })

    await page.getByRole('button', { name: '«Connect»', exact: true }).click()
    await expect(page.getByRole('row').filter({ hasText: '«Connected»' }).first()).toBeVisible()
    const missing = async () => (await untranslated(page)).filter((text) => !data.test(text))
    expect(await missing()).toEqual([])
    await page.keyboard.press('ControlOrMeta+,')
    await expect(page.getByRole('dialog', { name: '«Settings»' })).toBeVisible()
    expect(await missing()).toEqual([])
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog', { name: '«Settings»' })).toBeHidden()
    await page.keyboard.press('ControlOrMeta+K')
    await expect(page.getByRole('textbox', { name: '«Search commands»' })).toBeFocused()
    expect(await missing()).toEqual([])

    expect(await page.locator('html').getAttribute('lang')).toBe('eo')
    const labels = await app.evaluate(({ Menu }) => {
      const menus = Menu.getApplicationMenu()?.items ?? []
      return menus.flatMap(
        (menu) =>
          menu.submenu?.items.filter(({ id }) => String(id).includes('.')).map(({ label }) => label) ?? [],
      )
    })
    expect(labels).toContain('«Settings…»')
    expect(labels.filter((label) => !label.includes('«'))).toEqual([])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
