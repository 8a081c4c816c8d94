import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { expect, test } from './fixture'
import { chip, clientLog, connectBuiltIn, replaceCode, save, say } from './journey'

test('the packaged app serves the Chat sample, compiles a saved handler and shows its traffic', async ({
  understudy,
}) => {
  const { page } = understudy
  const stranger = await understudy.connect('/')
  expect(await stranger.next()).toMatch(/welcome/i)
  await connectBuiltIn(page)
  await say(page, '/join lobby')
  await expect(clientLog(page)).toContainText('Joined room: lobby')
  await replaceCode(
    page,
    `import { defineHandler } from 'understudy'
import { faker } from '@faker-js/faker'

export default defineHandler({
  onMessage: (ctx) => ctx.sendText('from the package: ' + (faker.person.firstName().length > 0)),
})
`,
  )
  await save(page)
  await expect(chip(page)).toContainText(/Live · reload #2 · \d+ ms/)
  await say(page, 'hello')
  await expect(clientLog(page)).toContainText('from the package: true')
})

// Number 19 of Electron's security checklist. The package under test alone can be inspected: that is how it is driven.
test('the packaged app can be made to run neither as Node nor with code from outside of its archive', async ({
  understudy,
}) => {
  const wire = await getCurrentFuseWire(understudy.process.spawnfile)
  // The wire holds digits: 0 is off, 1 is on.
  const state = (fuse: FuseV1Options): string => String.fromCharCode(Number(wire[fuse]))
  expect({
    runAsNode: state(FuseV1Options.RunAsNode),
    nodeOptions: state(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
    onlyFromArchive: state(FuseV1Options.OnlyLoadAppFromAsar),
    fileProtocol: state(FuseV1Options.GrantFileProtocolExtraPrivileges),
  }).toEqual({ runAsNode: '0', nodeOptions: '0', onlyFromArchive: '1', fileProtocol: '0' })
})
