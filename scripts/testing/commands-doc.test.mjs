import { readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { describeKey } from '../../src/renderer/commands/key-match'
import { commands } from '../../src/shared/commands'
import { listShortcuts } from '../../src/shared/list-shortcuts'

const file = resolve(import.meta.dirname, '..', '..', 'docs', 'commands.md')

const introduction = `# Commands

Every command of the window, from the one table (\`src/shared/commands.ts\`) that the keys, the menu, the command
palette and the help sheet read. The palette lists a command while it can run. This page is generated:
\`UPDATE_COMMANDS=1 npx vitest run --project unit scripts/testing/commands-doc\`.
`

const listIntroduction = `## Keys of lists

These are no commands: they count while a list has the focus.
`

function tableOf(rows) {
  return rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function page() {
  const rows = commands.map(({ id, title, key, menu }) => {
    const keys = key === null ? ['', ''] : [describeKey(key, false), describeKey(key, true)]
    const palette = id === 'view.palette' ? 'opens it' : 'yes'
    return [title, menu, ...keys.map((one) => (one === '' ? '' : `\`${one}\``)), palette]
  })
  const head = ['Command', 'Menu', 'Key', 'Key on macOS', 'In the palette']
  const listHead = ['In a list', 'Key']
  const listTable = [
    listHead,
    listHead.map(() => '---'),
    ...listShortcuts.map(({ title, key }) => [title, `\`${key}\``]),
  ]
  return `${introduction}\n${tableOf([head, head.map(() => '---'), ...rows])}\n\n${listIntroduction}\n${tableOf(listTable)}\n`
}

it('the list of commands in the docs is that of today', async () => {
  if (process.env.UPDATE_COMMANDS) await writeFile(file, page())
  expect(await readFile(file, 'utf8')).toBe(page())
})
