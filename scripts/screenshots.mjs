// `npm run screenshots`: pictures of the real window and its panels at two sizes in both themes, into screenshots/ and docs/images.
import { ensureBuild } from './setup/build.mjs'
import { command } from './setup/command.mjs'
import { ensureDependencies } from './setup/dependencies.mjs'
import { ensureElectron } from './setup/electron-runtime.mjs'
import { runPackageProgram } from './setup/package-program.mjs'
import { ensureSystemPackages } from './setup/system-packages.mjs'
import { startVirtualDisplay } from './testing/virtual-display.mjs'

await command(async () => {
  await ensureDependencies()
  const electron = await ensureElectron()
  const needsDisplay = process.platform === 'linux' && !process.env.DISPLAY
  await ensureSystemPackages({ electron, display: needsDisplay })
  await ensureBuild()
  const display = needsDisplay ? await startVirtualDisplay() : null
  try {
    const args = ['test', '--config', 'e2e/playwright.config.ts', '--project', 'screenshots']
    const env = display === null ? process.env : { ...process.env, DISPLAY: display.name }
    return await runPackageProgram('@playwright/test', 'playwright', args, { stdio: 'inherit', env })
  } finally {
    display?.stop()
  }
})
