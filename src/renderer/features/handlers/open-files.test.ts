import { describe, expect, it } from 'vitest'
import { createAppStore } from '../../stores/app-store'
import {
  closeFile,
  fileToBeginWith,
  keepExistingFiles,
  openFile,
  openLocation,
  renameOpenFile,
  reopenFile,
} from './open-files'

describe('a workspace', () => {
  const file = (path: string, disabled = false) => ({ path, disabled, version: '' })

  it('is shown with its first handler rather than with a helper or a disabled file', () => {
    expect(
      fileToBeginWith([file('handlers/_lib.ts'), file('handlers/a.ts', true), file('handlers/b.ts')]),
    ).toBe('handlers/b.ts')
    expect(fileToBeginWith([file('handlers/_lib.ts')])).toBe('handlers/_lib.ts')
    expect(fileToBeginWith([])).toBeNull()
  })
})

describe('the tabs of the editor', () => {
  it('open a file once, and show it when it is asked for again', () => {
    const store = createAppStore()
    openFile(store, 'handlers/a.ts')
    openFile(store, 'handlers/b.ts')
    openFile(store, 'handlers/a.ts')
    expect(store.getState().ui.openFiles).toEqual(['handlers/a.ts', 'handlers/b.ts'])
    expect(store.getState().ui.activeFile).toBe('handlers/a.ts')
  })

  it('show the neighbour of the tab that is closed', () => {
    const store = createAppStore()
    for (const name of ['a', 'b', 'c']) openFile(store, `handlers/${name}.ts`)
    openFile(store, 'handlers/b.ts')
    closeFile(store, 'handlers/b.ts')
    expect(store.getState().ui.activeFile).toBe('handlers/c.ts')
    closeFile(store, 'handlers/c.ts')
    expect(store.getState().ui.activeFile).toBe('handlers/a.ts')
    closeFile(store, 'handlers/a.ts')
    expect(store.getState().ui.activeFile).toBeNull()
  })

  it('open again when they were closed, the latest first, unless the file is gone', () => {
    const store = createAppStore()
    for (const name of ['a', 'b', 'c']) openFile(store, `handlers/${name}.ts`)
    for (const name of ['a', 'b', 'c']) closeFile(store, `handlers/${name}.ts`)
    store.setState({
      handlerFiles: ['a', 'b'].map((name) => ({ path: `handlers/${name}.ts`, disabled: false, version: '' })),
    })
    reopenFile(store)
    expect(store.getState().ui).toMatchObject({ openFiles: ['handlers/b.ts'], activeFile: 'handlers/b.ts' })
    reopenFile(store)
    reopenFile(store)
    expect(store.getState().ui.openFiles).toEqual(['handlers/b.ts', 'handlers/a.ts'])
  })

  it('ask for the same place again when it is asked for twice', () => {
    const store = createAppStore()
    const location = { file: 'handlers/a.ts', line: 8, column: 3 }
    openLocation(store, location)
    const first = store.getState().ui.reveal
    openLocation(store, location)
    expect(store.getState().ui.reveal).toEqual(location)
    expect(store.getState().ui.reveal).not.toBe(first)
  })

  it('close when their file is gone, unless it has unsaved text', () => {
    const store = createAppStore()
    for (const name of ['a', 'b', 'c']) openFile(store, `handlers/${name}.ts`)
    store.getState().setUi({ dirtyFiles: new Set(['handlers/b.ts']) })
    keepExistingFiles(store, ['handlers/c.ts'])
    expect(store.getState().ui.openFiles).toEqual(['handlers/b.ts', 'handlers/c.ts'])
  })

  it('follow a file to its new name, even when the list of files was quicker', () => {
    const store = createAppStore()
    openFile(store, 'handlers/a.ts')
    const before = store.getState().ui
    keepExistingFiles(store, ['handlers/z.ts'])
    renameOpenFile(store, before, 'handlers/a.ts', 'handlers/z.ts')
    expect(store.getState().ui).toMatchObject({ openFiles: ['handlers/z.ts'], activeFile: 'handlers/z.ts' })
  })

  it('keep the types of the app, which are no file of the workspace', () => {
    const store = createAppStore()
    openFile(store, 'understudy.d.ts')
    openFile(store, 'handlers/a.ts')
    keepExistingFiles(store, [])
    expect(store.getState().ui.openFiles).toEqual(['understudy.d.ts'])
    closeFile(store, 'understudy.d.ts')
    reopenFile(store)
    expect(store.getState().ui.activeFile).toBe('understudy.d.ts')
  })
})
