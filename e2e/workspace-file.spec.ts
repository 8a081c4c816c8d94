import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from './fixture'
import { editorReady } from './journey'

let workspace: string

test.beforeEach(async () => {
  workspace = await realpath(await mkdtemp(join(tmpdir(), 'understudy-workspace-')))
  await mkdir(join(workspace, 'handlers'))
  await writeFile(join(workspace, 'understudy.json'), '{ "server": { "port": 0 } }')
  await writeFile(
    join(workspace, 'handlers', 'greeter.ts'),
    "import { defineHandler } from 'understudy'\nexport default defineHandler({ onConnect: (ctx) => ctx.sendText('hello') })\n",
  )
})
test.afterEach(() => rm(workspace, { recursive: true, force: true }))

test('code of a foreign folder can be read and does not run until it is trusted; a bad file stops nothing', async ({
  launch,
}) => {
  const understudy = await launch({ workspace })
  const { page } = understudy
  await expect(page.getByRole('status', { name: 'Handler status' })).toContainText('Not trusted')
  await expect(await editorReady(page)).toContainText('defineHandler')
  await page.getByRole('button', { name: 'Trust and run' }).click()
  const client = await understudy.connect('/')
  expect(await client.next()).toBe('hello')
  await expect(page.getByRole('button', { name: 'Trust and run' })).toHaveCount(0)

  const bad = '{ "passthrough": [{ "name": "orders", "upstream": "nowhere" }] }'
  await writeFile(join(workspace, 'understudy.json'), bad)
  const problem = page.getByText('passthrough[0].upstream: not a ws:// or wss:// URL')
  await expect(problem).toBeVisible()
  expect(client.isOpen).toBe(true)
  expect(await (await understudy.connect('/')).next()).toBe('hello')
  expect(await readFile(join(workspace, 'understudy.json'), 'utf8')).toBe(bad)

  const good = bad.replace('nowhere', 'ws://127.0.0.1:9/ws')
  await writeFile(join(workspace, 'understudy.json'), good)
  await expect(problem).toBeHidden()
  await expect(
    page.getByRole('region', { name: 'Passthrough' }).getByRole('switch', { name: 'orders' }),
  ).toBeVisible()
})

test('splits that were dragged are where they were after a restart', async ({ launch }) => {
  const userData = join(workspace, 'data')
  const first = await launch({ userData })
  await editorReady(first.page)
  const handle = first.page.getByRole('separator', { name: 'Resize the sidebar' })
  const before = await handle.getAttribute('aria-valuenow')
  await handle.focus()
  await first.page.keyboard.press('ArrowRight')
  await expect(handle).not.toHaveAttribute('aria-valuenow', before ?? '')
  const after = (await handle.getAttribute('aria-valuenow')) ?? ''
  await first.quit()
  const second = await launch({ userData })
  await expect(second.page.getByRole('separator', { name: 'Resize the sidebar' })).toHaveAttribute(
    'aria-valuenow',
    after,
  )
})
