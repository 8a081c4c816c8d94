import { mkdir, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { codeOf } from '../shared/errors'
import {
  type PreferenceChanges,
  preferencesSchema,
  type ZoomChange,
  zoomedLevel,
} from '../shared/model/preferences'
import { TypedEmitter } from './engine/typed-emitter'
import { writeAtomically } from './workspace/atomic-write'

const boundsSchema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(1),
  height: z.number().int().min(1),
  maximized: z.boolean(),
})
export type WindowBounds = z.infer<typeof boundsSchema>

/** What the app remembers between two runs, apart from the workspaces themselves. */
const settingsSchema = z.object({
  /** Folders, the latest first. */
  recentWorkspaces: z.array(z.string()).default([]),
  lastWorkspace: z.string().nullable().default(null),
  window: boundsSchema.nullable().default(null),
  preferences: preferencesSchema.prefault({}),
})
export type AppSettings = Readonly<z.infer<typeof settingsSchema>>

const recentLimit = 10

/** `settings.json` in the app's own folder. */
export class SettingsStore {
  readonly events = new TypedEmitter<{ changed: AppSettings }>()
  #written: Promise<void> = Promise.resolve()

  private constructor(
    private readonly file: string,
    private current: AppSettings,
    private readonly log: (message: string, error?: unknown) => void,
  ) {}

  /** Reads the file. One that can't be used is set aside, so that the app starts and nothing is overwritten. */
  static async load(file: string, log: (message: string, error?: unknown) => void): Promise<SettingsStore> {
    await mkdir(dirname(file), { recursive: true })
    return new SettingsStore(file, await readSettings(file, log), log)
  }

  get value(): AppSettings {
    return this.current
  }

  /** Takes effect at once; the file follows. */
  update(changes: Partial<AppSettings>): void {
    this.current = { ...this.current, ...changes }
    this.events.emit('changed', this.current)
    const text = `${JSON.stringify(this.current, null, 2)}\n`
    this.#written = this.#written
      .then(() => writeAtomically(this.file, text))
      .catch((error: unknown) => this.log('The settings could not be saved', error))
  }

  /** Takes over those preferences that are given. */
  prefer(changes: PreferenceChanges): void {
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
    this.update({ preferences: { ...this.current.preferences, ...given } })
  }

  /** Makes the window's contents larger or smaller by one step. */
  zoom(change: ZoomChange): void {
    this.prefer({ zoomLevel: zoomedLevel(this.current.preferences.zoomLevel, change) })
  }

  /** Notes that this workspace was opened. */
  rememberWorkspace(folder: string): void {
    const others = this.current.recentWorkspaces.filter((other) => other !== folder)
    this.update({
      lastWorkspace: folder,
      recentWorkspaces: [folder, ...others].slice(0, recentLimit),
    })
  }

  /** Resolves when everything is on disk. */
  async settled(): Promise<void> {
    await this.#written
  }
}

async function readSettings(
  file: string,
  log: (message: string, error?: unknown) => void,
): Promise<AppSettings> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    // Not there: the first run. Anything else must not end in the file being replaced by the defaults.
    if (codeOf(error) === 'ENOENT') return settingsSchema.parse({})
    throw error
  }
  try {
    return settingsSchema.parse(JSON.parse(text))
  } catch (error) {
    const aside = `${file}.unreadable`
    await rename(file, aside)
    log(`${file} could not be understood; it was kept as ${aside} and the defaults are used`, error)
    return settingsSchema.parse({})
  }
}
