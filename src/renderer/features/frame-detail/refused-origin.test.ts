import { describe, expect, it } from 'vitest'
import { trafficRow } from '../traffic/traffic-row.test-support'
import { refusedOrigin } from './refused-origin'

const refused = (preview: string, code = 403) => trafficRow({ kind: 'refused', code, preview })

describe('the origin of a refused handshake', () => {
  it('is found in the words of the refusal', () => {
    expect(refusedOrigin(refused('origin https://app.example:8443 is not allowed'))).toBe(
      'https://app.example:8443',
    )
    expect(refusedOrigin(refused('Origin http://a.example.'))).toBe('http://a.example')
  })

  it('is not offered for another reason, another status, or another kind of entry', () => {
    expect(refusedOrigin(refused('see https://help.example'))).toBeNull()
    expect(refusedOrigin(refused('origin https://a.example is not allowed', 503))).toBeNull()
    expect(refusedOrigin(refused('origin null is not allowed'))).toBeNull()
    expect(refusedOrigin(trafficRow({ preview: 'origin https://a.example' }))).toBeNull()
  })
})
