import { closing } from './cases/closing'
import { compressedContents, compressionParameters } from './cases/compression'
import { fragmentation } from './cases/fragmentation'
import { framing } from './cases/framing'
import { handshakes } from './cases/handshakes'
import { limits, misc } from './cases/limits'
import { pings } from './cases/pings'
import { opcodes, reservedBits } from './cases/reserved'
import { utf8 } from './cases/utf8'
import type { Section } from './conformance-case'

/** All cases; sections have the numbers that they have in the Autobahn test suite, ours begin at 14. */
export const sections: readonly Section[] = [
  framing,
  pings,
  reservedBits,
  opcodes,
  fragmentation,
  utf8,
  closing,
  limits,
  misc,
  compressedContents,
  compressionParameters,
  handshakes,
]
