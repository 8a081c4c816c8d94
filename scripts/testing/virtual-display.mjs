import { spawn } from 'node:child_process'
import { SetupError } from '../setup/project.mjs'

/**
 * Starts Xvfb on a free display.
 * @returns {Promise<{ name: string, stop: () => void }>} `name` is for DISPLAY
 */
export async function startVirtualDisplay() {
  const args = ['-displayfd', '3', '-screen', '0', '1920x1080x24', '-nolisten', 'tcp']
  // Ctrl-C is for the tests; the display goes last.
  const child = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'], detached: true })
  const number = await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => reject(new SetupError(`Xvfb ended at once, with status ${code}.`)))
    let text = ''
    child.stdio[3].setEncoding('utf8').on('data', (part) => {
      text += part
      if (text.endsWith('\n')) resolve(text.trim())
    })
  })
  child.stdio[3].destroy()
  child.unref()
  return { name: `:${number}`, stop: () => child.kill() }
}
