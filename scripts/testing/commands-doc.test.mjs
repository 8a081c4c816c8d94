import { readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { describeKey, describeKeys } from '../../src/renderer/commands/key-match'
import { commands } from '../../src/shared/commands'
import { localKeys } from '../../src/shared/local-keys'

const file = resolve(import.meta.dirname, '..', '..', 'docs', 'commands.md')

const introduction = `# Commands

Every command of the window, from the one table (\`src/shared/commands.ts\`) that the keys, the menu, the command
palette and the help sheet read. The palette lists a command while it can run. This page is generated:
\`UPDATE_COMMANDS=1 npx vitest run --project unit scripts/testing/commands-doc\`.
`

const localIntroduction = `## Keys of one place

These are no commands: they count while that place has the focus. They are in \`src/shared/local-keys.ts\`, which the
help sheet reads, too.
`

const dynamicIntroduction = `## In the palette only

What a workspace has is in the palette beside the commands: *Switch rule …*, *Switch fault …*, *Switch breakpoint …*
and *Switch handler …* with *on* or *off*, *Scenario: …*, *Action: …* for each button that a handler declares,
*Send message: …* for each saved message, and *Open recent workspace: …*.
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
  const localHead = ['Place', 'What it does', 'Key', 'Key on macOS']
  const localRows = localKeys.flatMap(({ place, keys }) =>
    keys.map(({ title, key, mac }) => [
      place,
      title,
      `\`${describeKeys(key, false)}\``,
      `\`${mac ?? describeKeys(key, true)}\``,
    ]),
  )
  const table = (first, others) => tableOf([first, first.map(() => '---'), ...others])
  return [
    introduction,
    `${table(head, rows)}\n`,
    dynamicIntroduction,
    localIntroduction,
    `${table(localHead, localRows)}\n`,
  ].join('\n')
}

it('the list of commands in the docs is that of today', async () => {
  if (process.env.UPDATE_COMMANDS) await writeFile(file, page())
  expect(await readFile(file, 'utf8')).toBe(page())
})
