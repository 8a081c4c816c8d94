import { rm } from 'node:fs/promises'
import path from 'node:path'

/** electron-builder's hook: Electron's own default app must not be in ours. */
export default async function afterPack({ packager, appOutDir }) {
  await rm(path.join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true })
}
