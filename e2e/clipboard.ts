import type { ElectronApplication } from '@playwright/test'

/**
 * The text that was copied last. V8's inspector keeps a promise that it is asked to await only weakly, and sometimes its answer
 * is that it has been collected: nothing was read then, so it is asked again.
 */
export async function clipboardText(app: ElectronApplication): Promise<string> {
  for (;;) {
    try {
      return await app.evaluate(({ clipboard }) => clipboard.readText())
    } catch (error) {
      if (!String(error).includes('Resulting promise was garbage collected')) throw error
    }
  }
}
