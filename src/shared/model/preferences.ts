import { z } from 'zod'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const lowestZoom = -3
const highestZoom = 5
/** Half of the browser's own: what fits on the screen is often a matter of little. */
const zoomStep = 0.5

export const zoomChanges = ['in', 'out', 'reset'] as const
export type ZoomChange = (typeof zoomChanges)[number]

/** The zoom level after one more step. */
export function zoomedLevel(level: number, change: ZoomChange): number {
  if (change === 'reset') return 0
  const next = level + (change === 'in' ? zoomStep : -zoomStep)
  return Math.min(highestZoom, Math.max(lowestZoom, next))
}

/** How the app looks and behaves on this computer, whatever workspace is open. */
export const preferencesSchema = z.strictObject({
  theme: z.enum(themes).default('system'),
  /** Stronger borders and text; the system's own wish for it counts too. */
  moreContrast: z.boolean().default(false),
  /** Of the whole window, in the browser's steps: each is a fifth larger or smaller, 0 is the actual size. */
  zoomLevel: z.number().min(lowestZoom).max(highestZoom).default(0),
  /** In pixels. */
  editorFontSize: z.number().int().min(9).max(32).default(12),
  editorWordWrap: z.boolean().default(true),
  /** Off at first: files that have a style of their own keep it. */
  formatOnSave: z.boolean().default(false),
  /** Whether the tour was taken or declined. */
  tourSeen: z.boolean().default(false),
})
export type Preferences = Readonly<z.infer<typeof preferencesSchema>>

export const defaultPreferences: Preferences = preferencesSchema.parse({})

/** Some of the preferences, for a change; what is left out stays as it is. */
export const preferenceChangesSchema = z.strictObject({
  theme: z.enum(themes).optional(),
  moreContrast: z.boolean().optional(),
  zoomLevel: preferencesSchema.shape.zoomLevel.unwrap().optional(),
  editorFontSize: preferencesSchema.shape.editorFontSize.unwrap().optional(),
  editorWordWrap: z.boolean().optional(),
  formatOnSave: z.boolean().optional(),
  tourSeen: z.boolean().optional(),
})
export type PreferenceChanges = Readonly<z.infer<typeof preferenceChangesSchema>>
