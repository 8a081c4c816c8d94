import fc from 'fast-check'

/**
 * Every run of `npm test` tries the same cases of a property, so that it finds today what it found yesterday. New ones are
 * for `node scripts/fuzz.mjs`, or for whoever sets FUZZ_SEED.
 */
fc.configureGlobal({ seed: Number(process.env.FUZZ_SEED ?? 1) })
