import { describe, expect, it } from 'vitest'
import { savedMessageSchema } from '../../../shared/model/saved-message'
import { messageOfKey } from './message-keys'

const saved = { file: 'messages/a.json', message: savedMessageSchema.parse({ name: 'A', key: 3 }) }
const alt3 = { code: 'Digit3', altKey: true, ctrlKey: false, metaKey: false, shiftKey: false }

describe('the number key of a saved message', () => {
  it('is pressed with Alt, on a Mac with Ctrl and Option', () => {
    expect(messageOfKey(alt3, [saved], false)).toBe(saved)
    expect(messageOfKey(alt3, [saved], true)).toBeNull()
    expect(messageOfKey({ ...alt3, ctrlKey: true }, [saved], true)).toBe(saved)
    expect(messageOfKey({ ...alt3, ctrlKey: true }, [saved], false)).toBeNull()
  })

  it('means no message that has another one', () => {
    expect(messageOfKey({ ...alt3, code: 'Digit4' }, [saved], false)).toBeNull()
    expect(messageOfKey({ ...alt3, code: 'Numpad3' }, [saved], false)).toBeNull()
  })
})
