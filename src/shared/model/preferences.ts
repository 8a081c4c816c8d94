import { z } from 'zod'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

/** How the app looks and behaves on this computer, whatever workspace is open. */
export const preferencesSchema = z.strictObject({
  theme: z.enum(themes).default('system'),
  /** Stronger borders and text; the system's own wish for it counts too. */
  moreContrast: z.boolean().default(false),
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
  editorFontSize: preferencesSchema.shape.editorFontSize.unwrap().optional(),
  editorWordWrap: z.boolean().optional(),
  formatOnSave: z.boolean().optional(),
  tourSeen: z.boolean().optional(),
})
export type PreferenceChanges = Readonly<z.infer<typeof preferenceChangesSchema>>
