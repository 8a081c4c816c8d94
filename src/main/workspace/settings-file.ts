import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError, codeOf, messageOf } from '../../shared/errors'
import type { WorkspaceProblem, WorkspaceSettings } from '../../shared/model/workspace'
import { t } from '../../shared/text/t'
import { writeAtomically } from './atomic-write'
import { editSettings, type SettingsEdit } from './edit-settings'
import { parseSettings } from './parse-settings'

/** Derives edits from the settings as they are on disk at that moment. */
export type PlanEdits = (settings: WorkspaceSettings) => readonly SettingsEdit[]

/** Name of the file with a workspace's settings. */
export const settingsFileName = 'understudy.json'

/**
 * The `understudy.json` of an open workspace: the settings as last read without a fault, and what is
 * wrong with the file since. While something is wrong the file is never written.
 */
export class SettingsFile {
  readonly path: string
  /** The newest text that was in order; null where there is no file. */
  #text: string | null
  #settings: WorkspaceSettings
  #problem: WorkspaceProblem | null = null

  private constructor(path: string, text: string | null, settings: WorkspaceSettings) {
    this.path = path
    this.#text = text
    this.#settings = settings
  }

  /** Reads the file of `folder`. Throws `AppError` 'workspace-invalid' where it isn't in order. */
  static async open(folder: string): Promise<SettingsFile> {
    const path = join(folder, settingsFileName)
    const text = await readText(path)
    const parsed = parseSettings(text ?? '')
    if (!parsed.ok) throw new AppError('workspace-invalid', `${path}: ${parsed.message}`)
    return new SettingsFile(path, text, parsed.settings)
  }

  get settings(): WorkspaceSettings {
    return this.#settings
  }

  get problem(): WorkspaceProblem | null {
    return this.#problem
  }

  /** Reads the file again; whether settings or problem changed. A bad file changes only the problem. */
  async refresh(): Promise<boolean> {
    const before = this.#problem?.message
    try {
      const text = await readText(this.path)
      if (text === this.#text) {
        this.#problem = null
        return before !== undefined
      }
      // A file that was there and is gone is on its way to another place more often than given up.
      if (text === null) throw new AppError('workspace-missing', t`the file is gone`)
      const parsed = parseSettings(text)
      if (!parsed.ok) throw new AppError('workspace-invalid', parsed.message)
      this.#accept(text, parsed.settings)
      return true
    } catch (error) {
      this.#problem = { file: settingsFileName, message: messageOf(error) }
      return this.#problem.message !== before
    }
  }

  /**
   * Makes the edits that `plan` derives from the settings as they are on disk now, keeping comments and
   * formatting. Throws `AppError` 'workspace-invalid' while the file is not in order, 'bad-request' where
   * the result would not be.
   */
  async edit(plan: PlanEdits): Promise<void> {
    await this.refresh()
    if (this.#problem) {
      const { file, message } = this.#problem
      throw new AppError(
        'workspace-invalid',
        t`Nothing was saved: ${file} has a fault (${message}). Mend it first.`,
      )
    }
    const edits = plan(this.#settings)
    if (edits.length === 0) return
    const text = editSettings(this.#text ?? '', edits)
    const parsed = parseSettings(text)
    if (!parsed.ok) throw new AppError('bad-request', t`Nothing was saved: ${parsed.message}`)
    await writeAtomically(this.path, text)
    this.#accept(text, parsed.settings)
  }

  #accept(text: string, settings: WorkspaceSettings): void {
    this.#text = text
    this.#settings = settings
    this.#problem = null
  }
}

async function readText(path: string): Promise<string | null> {
  try {
    const text = await readFile(path, 'utf8')
    return text.replace(/^\uFEFF/, '')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw new AppError('io', t`${path} could not be read: ${messageOf(error)}`, { cause: error })
  }
}
