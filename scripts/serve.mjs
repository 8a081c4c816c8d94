// `npm run serve -- [WORKSPACE] [options]`: sets up what is missing, then the engine without a window.
import { ensureBuild } from './setup/build.mjs'
import { command } from './setup/command.mjs'
import { ensureDependencies } from './setup/dependencies.mjs'
import { runEngine } from './setup/run-engine.mjs'

await command(async (args) => {
  await ensureDependencies()
  await ensureBuild()
  return runEngine(args)
})
