import { describe, expect, it } from 'vitest'
import type { Draft } from '../../../shared/model/handlers'
import { DocumentSet, type DocumentSetState, type EditedText } from './document-set'

const chat = 'handlers/chat.ts'

/** A disk and an editor in memory; drafts may be handed on to a second window. */
function setUp(files: Record<string, string>, drafts = new Map<string, Draft>()) {
  const disk = new Map(Object.entries(files))
  const texts = new Map<string, FakeText>()
  const states: DocumentSetState[] = []
  let beforeWrite = (): Promise<void> => Promise.resolve()
  let afterWrite = (): void => undefined
  let beforeRead = (): Promise<void> => Promise.resolve()
  const documents = new DocumentSet({
    disk: {
      read: async (path) => {
        const text = disk.get(path)
        await beforeRead()
        if (text === undefined) throw new Error(`There is no ${path}.`)
        return text
      },
      write: async (path, text) => {
        await beforeWrite()
        disk.set(path, text)
        afterWrite()
      },
    },
    drafts: {
      get: (path) => drafts.get(path) ?? null,
      set: (draft) => void drafts.set(draft.path, draft),
      remove: (path) => void drafts.delete(path),
    },
    createText: (path, text) => {
      const created = new FakeText(text)
      texts.set(path, created)
      return created
    },
    onState: (state) => states.push(state),
  })
  const text = (path: string) => {
    const found = texts.get(path)
    if (!found) throw new Error(`${path} is not open`)
    return found
  }
  return {
    documents,
    disk,
    drafts,
    text,
    type: (path: string, value: string) => text(path).replace(value),
    dirty: () => [...(states.at(-1)?.dirty ?? [])],
    conflicts: () => [...(states.at(-1)?.conflicts ?? [])],
    onWrite: (hook: () => Promise<void>) => {
      beforeWrite = hook
    },
    onWritten: (hook: () => void) => {
      afterWrite = hook
    },
    onRead: (hook: () => Promise<void>) => {
      beforeRead = hook
    },
  }
}

/** Like the editor's model: all line ends become the same. */
class FakeText implements EditedText {
  disposed = false
  #value: string
  #listener: () => void = () => undefined

  constructor(value: string) {
    this.#value = value.replaceAll('\r\n', '\n')
  }
  getValue() {
    return this.#value
  }
  replace(text: string) {
    this.#value = text.replaceAll('\r\n', '\n')
    this.#listener()
  }
  onChange(listener: () => void) {
    this.#listener = listener
  }
  dispose() {
    this.disposed = true
  }
}

describe('a handler file in the editor', () => {
  it('is marked as unsaved while its text differs from the disk, and not after a save', async () => {
    const window = setUp({ [chat]: 'one' })
    await window.documents.open(chat)
    window.type(chat, 'two')
    expect(window.dirty()).toEqual([chat])
    window.type(chat, 'one')
    expect(window.dirty()).toEqual([])
    window.type(chat, 'three')
    await window.documents.save(chat)
    expect(window.dirty()).toEqual([])
    expect(window.disk.get(chat)).toBe('three')
  })

  it('is not unsaved because the editor made its line ends the same', async () => {
    const window = setUp({ [chat]: 'a\r\nb\n' })
    await window.documents.open(chat)
    expect(window.dirty()).toEqual([])
  })

  it('is still unsaved when the disk refuses the save', async () => {
    const window = setUp({ [chat]: 'one' })
    await window.documents.open(chat)
    window.type(chat, 'two')
    window.onWrite(() => Promise.reject(new Error('disk full')))
    await expect(window.documents.save(chat)).rejects.toThrow('disk full')
    expect(window.dirty()).toEqual([chat])
  })

  it('stays unsaved when it was changed while the save was on its way', async () => {
    const window = setUp({ [chat]: 'one' })
    await window.documents.open(chat)
    window.type(chat, 'two')
    window.onWrite(async () => window.type(chat, 'three'))
    await window.documents.save(chat)
    expect(window.disk.get(chat)).toBe('two')
    expect(window.text(chat).getValue()).toBe('three')
    expect(window.dirty()).toEqual([chat])
  })
})

describe('a file that another editor changes', () => {
  it('is shown as it is on disk when it had no unsaved text', async () => {
    const window = setUp({ [chat]: 'one' })
    await window.documents.open(chat)
    window.disk.set(chat, 'theirs')
    await window.documents.refresh()
    expect(window.text(chat).getValue()).toBe('theirs')
    expect(window.dirty()).toEqual([])
    expect(window.conflicts()).toEqual([])
  })

  it('is the only one that is read again when it is named', async () => {
    const window = setUp({ [chat]: 'one', 'handlers/other.ts': 'two' })
    for (const path of [chat, 'handlers/other.ts']) await window.documents.open(path)
    for (const path of [chat, 'handlers/other.ts']) window.disk.set(path, 'theirs')
    await window.documents.refresh([chat])
    expect(window.text(chat).getValue()).toBe('theirs')
    expect(window.text('handlers/other.ts').getValue()).toBe('two')
  })

  it('is shown as it is on disk even if it was changed while it was being opened', async () => {
    const window = setUp({ [chat]: 'one' })
    const opening = window.documents.open(chat)
    window.disk.set(chat, 'theirs')
    await Promise.all([opening, window.documents.refresh([chat])])
    expect(window.text(chat).getValue()).toBe('theirs')
  })

  it('is told to whoever compares with it, each time that it changes', async () => {
    const window = setUp({ [chat]: 'one' })
    await window.documents.open(chat)
    window.type(chat, 'mine')
    const told: string[] = []
    const stop = window.documents.onDiskText((path, text) => told.push(`${path}: ${text}`))
    for (const text of ['theirs', 'theirs', 'theirs again']) {
      window.disk.set(chat, text)
      await window.documents.refresh()
    }
    stop()
    window.disk.set(chat, 'too late')
    await window.documents.refresh()
    expect(told).toEqual([`${chat}: theirs`, `${chat}: theirs again`])
  })

  it('leaves unsaved text alone and asks', async () => {
    const window = setUp({ [chat]: 'one' })
    await window.documents.open(chat)
    window.type(chat, 'mine')
    window.disk.set(chat, 'theirs')
    await window.documents.refresh()
    expect(window.text(chat).getValue()).toBe('mine')
    expect(window.conflicts()).toEqual([chat])

    window.documents.takeDisk(chat)
    expect(window.text(chat).getValue()).toBe('theirs')
    expect(window.conflicts()).toEqual([])
    expect(window.dirty()).toEqual([])
  })

  it('is replaced by the next save when the person keeps their own text', async () => {
    const window = setUp({ [chat]: 'one' })
    await window.documents.open(chat)
    window.type(chat, 'mine')
    window.disk.set(chat, 'theirs')
    await window.documents.refresh()
    window.documents.keepMine(chat)
    expect(window.conflicts()).toEqual([])
    await window.documents.refresh()
    expect(window.conflicts()).toEqual([])
    await window.documents.save(chat)
    expect(window.disk.get(chat)).toBe('mine')
  })

  it('is not asked about when both made the same change', async () => {
    const window = setUp({ [chat]: 'one' })
    await window.documents.open(chat)
    window.type(chat, 'two')
    window.disk.set(chat, 'two')
    await window.documents.refresh()
    expect(window.conflicts()).toEqual([])
    expect(window.dirty()).toEqual([])
  })

  it('does not bring text back that was read before a save', async () => {
    const window = setUp({ [chat]: 'old' })
    await window.documents.open(chat)
    window.type(chat, 'new')
    let finishReading: () => void = () => undefined
    const reading = new Promise<void>((resolve) => {
      finishReading = resolve
    })
    window.onRead(() => reading)
    const refreshing = window.documents.refresh()
    await window.documents.save(chat)
    finishReading()
    await refreshing
    expect(window.text(chat).getValue()).toBe('new')
    expect(window.dirty()).toEqual([])
  })

  it.each([
    ['during the save', (): Promise<void> => Promise.resolve()],
    ['behind it', (): Promise<void> => new Promise((resolve) => setTimeout(resolve))],
  ])(
    'is shown as it is on disk even if somebody else writes right behind a save, and is read %s',
    async (_when, reading) => {
      const window = setUp({ [chat]: 'old' })
      await window.documents.open(chat)
      window.type(chat, 'new')
      window.onRead(reading)
      let refreshing: Promise<void> | undefined
      window.onWritten(() => {
        window.disk.set(chat, 'theirs')
        refreshing = window.documents.refresh([chat])
      })
      await window.documents.save(chat)
      await refreshing
      expect(window.text(chat).getValue()).toBe('theirs')
      expect(window.dirty()).toEqual([])
    },
  )

  it('is dropped when it is deleted, but not its unsaved text', async () => {
    const other = 'handlers/other.ts'
    const window = setUp({ [chat]: 'one', [other]: 'two' })
    await window.documents.open(chat)
    await window.documents.open(other)
    window.type(chat, 'mine')
    window.documents.retain(new Set())
    expect(window.text(other).disposed).toBe(true)
    expect(window.text(chat).disposed).toBe(false)
    expect(window.text(chat).getValue()).toBe('mine')
  })
})

describe('unsaved text', () => {
  it('is there again in the next window', async () => {
    const first = setUp({ [chat]: 'one' })
    await first.documents.open(chat)
    first.type(chat, 'mine')
    first.documents.dispose()

    const second = setUp({ [chat]: 'one' }, first.drafts)
    await second.documents.open(chat)
    expect(second.text(chat).getValue()).toBe('mine')
    expect(second.dirty()).toEqual([chat])
    expect(second.conflicts()).toEqual([])
  })

  it('asks in the next window when the file was changed meanwhile', async () => {
    const first = setUp({ [chat]: 'one' })
    await first.documents.open(chat)
    first.type(chat, 'mine')

    const second = setUp({ [chat]: 'theirs' }, first.drafts)
    await second.documents.open(chat)
    expect(second.text(chat).getValue()).toBe('mine')
    expect(second.conflicts()).toEqual([chat])
  })

  it('asks in the next window, too, what this one has asked and nobody has answered', async () => {
    const first = setUp({ [chat]: 'one' })
    await first.documents.open(chat)
    first.type(chat, 'mine')
    first.disk.set(chat, 'theirs')
    await first.documents.refresh()
    expect(first.conflicts()).toEqual([chat])

    const second = setUp({ [chat]: 'theirs' }, first.drafts)
    await second.documents.open(chat)
    expect(second.conflicts()).toEqual([chat])

    second.documents.keepMine(chat)
    const third = setUp({ [chat]: 'theirs' }, second.drafts)
    await third.documents.open(chat)
    expect(third.text(chat).getValue()).toBe('mine')
    expect(third.conflicts()).toEqual([])
  })

  it('asks no more once the file is again what the text was made from', async () => {
    const window = setUp({ [chat]: 'one' })
    await window.documents.open(chat)
    window.type(chat, 'mine')
    for (const text of ['theirs', 'one']) {
      window.disk.set(chat, text)
      await window.documents.refresh()
    }
    expect(window.conflicts()).toEqual([])
    expect(window.dirty()).toEqual([chat])
  })

  it('follows its file to the new name', async () => {
    const renamed = 'handlers/renamed.ts'
    const window = setUp({ [chat]: 'one' })
    await window.documents.open(chat)
    window.type(chat, 'mine')
    window.disk.set(renamed, 'one')
    window.disk.delete(chat)
    await window.documents.rename(chat, renamed)
    expect(window.text(renamed).getValue()).toBe('mine')
    expect(window.dirty()).toEqual([renamed])
    expect([...window.drafts.keys()]).toEqual([renamed])
  })

  it('leaves no draft behind once it is saved', async () => {
    const window = setUp({ [chat]: 'one' })
    await window.documents.open(chat)
    window.type(chat, 'mine')
    expect(window.drafts.size).toBe(1)
    await window.documents.save(chat)
    expect(window.drafts.size).toBe(0)
  })
})
