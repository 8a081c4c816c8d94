import { describe, expect, it } from 'vitest'
import { commands } from '../../shared/commands'
import {
  commandInPlace,
  commandOfKey,
  describeKey,
  describeKeys,
  type KeyPress,
  keyApplies,
} from './key-match'

function press(key: string, modifiers: Partial<KeyPress> = {}): KeyPress {
  return { key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...modifiers }
}

describe('a key', () => {
  it('means the command that the table gives it', () => {
    expect(commandOfKey(press('s', { ctrlKey: true }), false)).toBe('file.save')
    expect(commandOfKey(press('F6'), false)).toBe('view.nextRegion')
    expect(commandOfKey(press('.', { ctrlKey: true }), false)).toBe('traffic.pause')
  })

  it('is Cmd on a Mac and Ctrl elsewhere', () => {
    expect(commandOfKey(press('s', { metaKey: true }), true)).toBe('file.save')
    expect(commandOfKey(press('s', { ctrlKey: true }), true)).toBeNull()
    expect(commandOfKey(press('s', { metaKey: true }), false)).toBeNull()
  })

  it('needs exactly the modifiers of the table', () => {
    expect(commandOfKey(press('R', { ctrlKey: true, shiftKey: true }), false)).toBe('handlers.reload')
    expect(commandOfKey(press('r', { ctrlKey: true }), false)).toBeNull()
    expect(commandOfKey(press('s', { ctrlKey: true, altKey: true }), false)).toBeNull()
    expect(commandOfKey(press('s'), false)).toBeNull()
  })

  it('takes a plus for a plus with Shift and without, and on the number pad', () => {
    for (const shiftKey of [true, false]) {
      expect(commandOfKey(press('+', { ctrlKey: true, shiftKey }), false)).toBe('view.zoomIn')
      expect(commandOfKey(press('=', { ctrlKey: true, shiftKey }), false)).toBe('view.zoomIn')
    }
    expect(commandOfKey(press('-', { ctrlKey: true }), false)).toBe('view.zoomOut')
    expect(commandOfKey(press('='), false)).toBeNull()
  })

  it('finds in the message where it filters Traffic elsewhere', () => {
    expect(commandInPlace('traffic.filter', 'message')).toBe('message.find')
    expect(commandInPlace('traffic.filter', 'elsewhere')).toBe('traffic.filter')
    expect(commandInPlace('file.save', 'message')).toBe('file.save')
  })

  it('means one command only', () => {
    const keys = commands.map((command) => command.key).filter((key) => key !== null)
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('is shown in the words of the platform', () => {
    expect(describeKey('CmdOrCtrl+Shift+R', false)).toBe('Ctrl+Shift+R')
    expect(describeKey('CmdOrCtrl+Shift+R', true)).toBe('⇧⌘R')
    expect(describeKey('F6', true)).toBe('F6')
    expect(describeKey('CmdOrCtrl+Plus', true)).toBe('⌘+')
    expect(describeKeys('Shift+↑ CmdOrCtrl+A', false)).toBe('Shift+↑ Ctrl+A')
    expect(describeKeys('Shift+↑ CmdOrCtrl+A', true)).toBe('⇧↑ ⌘A')
  })
})

describe('the place of the focus', () => {
  it('leaves find and select line to the editor when that has the focus', () => {
    expect(keyApplies('traffic.filter', 'editor')).toBe(false)
    expect(keyApplies('traffic.clear', 'editor')).toBe(false)
    expect(keyApplies('file.save', 'editor')).toBe(true)
    expect(keyApplies('traffic.filter', 'elsewhere')).toBe(true)
  })

  it('keeps keys from acting behind an open dialog', () => {
    expect(keyApplies('traffic.clear', 'dialog')).toBe(false)
    expect(keyApplies('view.palette', 'palette')).toBe(true)
    expect(keyApplies('view.traffic', 'palette')).toBe(false)
  })

  it('zooms everywhere, and leaves the editor its own list of commands', () => {
    expect(keyApplies('view.zoomIn', 'dialog')).toBe(true)
    expect(keyApplies('help.shortcuts', 'elsewhere')).toBe(true)
    expect(keyApplies('help.shortcuts', 'editor')).toBe(false)
  })
})
