// `npm start [-- WORKSPACE]`: sets up what is missing, builds what is stale, opens the app.
import { ensureBuild } from './setup/build.mjs'
import { command } from './setup/command.mjs'
import { ensureDependencies } from './setup/dependencies.mjs'
import { ensureElectron } from './setup/electron-runtime.mjs'
import { say } from './setup/project.mjs'
import { runApp } from './setup/run-app.mjs'
import { runEngine } from './setup/run-engine.mjs'
import { ensureSystemPackages } from './setup/system-packages.mjs'

await command(async (args) => {
  await ensureDependencies()
  if (!hasDisplay()) {
    await ensureBuild()
    say('There is no display (neither DISPLAY nor WAYLAND_DISPLAY is set): serving without a window.')
    return runEngine(args.filter((argument) => !argument.startsWith('--user-data-dir=')))
  }
  const electron = await ensureElectron()
  await ensureSystemPackages({ electron, display: false })
  await ensureBuild()
  return runApp(electron, args)
})

function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}
