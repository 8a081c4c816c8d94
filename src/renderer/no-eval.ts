import { config } from 'zod'

/**
 * Imported before whatever parses something: zod would otherwise try whether it may make functions from text. The page's
 * policy forbids it, and to report that the browser parses all of the window's code a second time (35 to 43 ms).
 */
config({ jitless: true })
