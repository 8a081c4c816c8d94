import { join } from 'node:path'
import { SettingsStore } from '../../src/main/settings'
import { HandlerFiles } from '../../src/main/workspace/handler-files'
import { SettingsFile } from '../../src/main/workspace/settings-file'
import { versionText } from './version-text'

/**
 * A program of its own: saves handlers, a workspace's settings and the app's settings again and again, with the
 * app's own code, until it is killed. Arguments: folder, first version. Prints each version that is all saved.
 */
async function saveForEver(folder: string, first: number): Promise<void> {
  const handlers = new HandlerFiles(folder)
  const workspace = await SettingsFile.open(folder)
  const app = await SettingsStore.load(join(folder, 'app', 'settings.json'), (message) => {
    throw new Error(message)
  })
  process.stdout.write('ready\n')
  for (let version = first; ; version++) {
    const text = versionText(version)
    app.update({ lastWorkspace: text })
    await handlers.save('handlers/saved.ts', text)
    await workspace.edit(() => [{ path: ['scenarios'], value: [{ name: text }] }])
    await app.settled()
    process.stdout.write(`${version}\n`)
  }
}

const [folder = '', first = '1'] = process.argv.slice(2)
await saveForEver(folder, Number(first))
