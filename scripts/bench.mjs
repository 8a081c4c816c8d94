// `npm run bench [-- --cases A,B --subject app --rounds N --seconds S --only NAME --json FILE]`: sets up, builds, then the benchmarks.
import { pathToFileURL } from 'node:url'
import { ensureBuild } from './setup/build.mjs'
import { command } from './setup/command.mjs'
import { ensureDependencies } from './setup/dependencies.mjs'
import { inProject } from './setup/project.mjs'

await command(async () => {
  await ensureDependencies()
  await ensureBuild()
  await import(pathToFileURL(inProject('bench', 'run.mjs')).href)
})
