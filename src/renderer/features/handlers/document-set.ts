import type { Draft } from '../../../shared/model/handlers'
import type { DraftStore } from './draft-store'

/** The handler files on disk. */
export interface FileDisk {
  read(path: string): Promise<string>
  write(path: string, text: string): Promise<void>
}

/** The text of a file in the editor, as far as it is needed here. */
export interface EditedText {
  getValue(): string
  /** Replaces the text; it can be undone. */
  replace(text: string): void
  /** Calls the listener after each change; disposing of the text ends that. */
  onChange(listener: () => void): void
  dispose(): void
}

export interface DocumentSetState {
  /** Files whose text differs from the one on disk. */
  readonly dirty: ReadonlySet<string>
  /** Files with unsaved text that were changed by somebody else meanwhile. */
  readonly conflicts: ReadonlySet<string>
}

interface Document {
  readonly text: EditedText
  /** What the disk held when it was last looked at. */
  disk: string
  /** `disk` as the editor gives it back: it makes all line ends the same. */
  clean: string
  /** What the disk held when the text was made from it, or when the person last decided about a conflict. */
  base: string
  conflict: boolean
  /** Changes with every save: what was read from the disk before is out of date. */
  epoch: number
  /** The save that was begun last; it settles when that has. */
  saving: Promise<void>
}

export interface DocumentSetOptions {
  readonly disk: FileDisk
  readonly drafts: DraftStore
  readonly createText: (path: string, text: string) => EditedText
  readonly onState: (state: DocumentSetState) => void
}

/**
 * The handler files in the editor, in step with the disk. Text that was not saved is never lost: it
 * outlives a switch of files, a change of the same file by somebody else, and the window itself.
 */
export class DocumentSet {
  readonly #documents = new Map<string, Document>()
  /** Opening the same file twice at once must not make two documents. */
  readonly #opening = new Map<string, Promise<void>>()
  readonly #diskListeners = new Set<(path: string, text: string) => void>()
  #state: DocumentSetState = { dirty: new Set(), conflicts: new Set() }
  #disposed = false

  constructor(private readonly options: DocumentSetOptions) {}

  /** Reads the file unless it is there already. Throws the disk's error. */
  async open(path: string): Promise<void> {
    if (this.#documents.has(path)) return
    const opening = this.#opening.get(path) ?? this.#load(path).finally(() => this.#opening.delete(path))
    this.#opening.set(path, opening)
    await opening
  }

  has(path: string): boolean {
    return this.#documents.has(path)
  }

  isDirty(path: string): boolean {
    return this.#state.dirty.has(path)
  }

  /**
   * Saves the file's text.
   * @throws The disk's error; the text is still unsaved then.
   */
  async save(path: string): Promise<void> {
    const document = this.#documents.get(path)
    if (!document) return
    const text = document.text.getValue()
    document.epoch++
    const saving = this.options.disk.write(path, text)
    document.saving = saving.catch(() => undefined)
    await saving
    document.disk = text
    document.clean = text
    document.base = text
    document.conflict = false
    this.#changed(path, document)
  }

  /** Looks at the disk again: text without changes follows it, text with changes gets into conflict. */
  async refresh(paths: Iterable<string> = this.#documents.keys()): Promise<void> {
    await Promise.all([...paths].map((path) => this.#lookAgain(path)))
  }

  /** Takes the disk's text instead of one's own, which can be undone. */
  takeDisk(path: string): void {
    const document = this.#documents.get(path)
    if (!document) return
    document.conflict = false
    this.#follow(path, document)
  }

  /** Keeps one's own text: the next save replaces the disk's. */
  keepMine(path: string): void {
    const document = this.#documents.get(path)
    if (!document) return
    document.base = document.disk
    document.conflict = false
    this.#changed(path, document)
  }

  /** Drops the files that are no longer on disk, unless they have unsaved text. */
  retain(paths: ReadonlySet<string>): void {
    for (const path of this.#documents.keys()) {
      if (!paths.has(path) && !this.#state.dirty.has(path)) this.forget(path)
    }
  }

  /** Drops the file with its unsaved text, which is returned for `revive`. */
  forget(path: string): Draft | null {
    const draft = this.options.drafts.get(path)
    this.#documents.get(path)?.text.dispose()
    this.#documents.delete(path)
    this.options.drafts.remove(path)
    this.#publish()
    return draft
  }

  /** Brings unsaved text back with the next `open` of its file. */
  revive(draft: Draft): void {
    this.options.drafts.set(draft)
  }

  /** What the disk holds as far as it is known, or null for a file that is not open. */
  diskText(path: string): string | null {
    return this.#documents.get(path)?.disk ?? null
  }

  /** Tells of each text that the disk is found to hold. Returns how to stop. */
  onDiskText(listener: (path: string, text: string) => void): () => void {
    this.#diskListeners.add(listener)
    return () => this.#diskListeners.delete(listener)
  }

  /** Moves unsaved text to the file's new name. */
  async rename(from: string, to: string): Promise<void> {
    const document = this.#documents.get(from)
    const draft = this.options.drafts.get(from)
    this.options.drafts.remove(from)
    if (draft) this.options.drafts.set({ ...draft, path: to })
    if (!document) return
    document.text.dispose()
    this.#documents.delete(from)
    await this.open(to)
  }

  dispose(): void {
    this.#disposed = true
    for (const document of this.#documents.values()) document.text.dispose()
    this.#documents.clear()
  }

  async #load(path: string): Promise<void> {
    const disk = await this.options.disk.read(path)
    if (this.#disposed || this.#documents.has(path)) return
    const text = this.options.createText(path, disk)
    const clean = text.getValue()
    const saving = Promise.resolve()
    const document: Document = { text, disk, clean, base: disk, conflict: false, epoch: 0, saving }
    this.#documents.set(path, document)
    const draft = this.options.drafts.get(path)
    if (draft && draft.text !== document.clean) restore(document, draft)
    text.onChange(() => this.#changed(path, document))
    this.#changed(path, document)
  }

  async #lookAgain(path: string): Promise<void> {
    // One that is being read may get the text from before the change.
    await this.#opening.get(path)?.catch(() => undefined)
    const document = this.#documents.get(path)
    if (document) await this.#refresh(path, document)
  }

  async #refresh(path: string, document: Document): Promise<void> {
    // Whose text is on disk meanwhile, nobody knows.
    await document.saving
    const { epoch } = document
    const disk = await this.options.disk.read(path).catch(() => null)
    if (this.#documents.get(path) !== document) return
    // A save makes what was read before out of date, but somebody may have written behind it, too.
    if (document.epoch !== epoch) return this.#refresh(path, document)
    // A file that can't be read is gone or on its way; `retain` decides.
    if (disk === null || disk === document.disk) return
    const mine = document.text.getValue()
    const dirty = mine !== document.clean
    document.disk = disk
    for (const listener of this.#diskListeners) listener(path, disk)
    if (!dirty) this.#follow(path, document)
    else {
      document.conflict = mine !== disk && disk !== document.base
      if (mine === disk) {
        document.clean = mine
        document.base = disk
      }
      this.#changed(path, document)
    }
  }

  /** Makes the text that of the disk. */
  #follow(path: string, document: Document): void {
    document.text.replace(document.disk)
    document.clean = document.text.getValue()
    document.base = document.disk
    this.#changed(path, document)
  }

  #changed(path: string, document: Document): void {
    const text = document.text.getValue()
    if (text === document.clean) this.options.drafts.remove(path)
    else this.options.drafts.set({ path, base: document.base, text })
    this.#publish()
  }

  #publish(): void {
    const dirty = this.#paths((document) => document.text.getValue() !== document.clean)
    const conflicts = this.#paths((document) => document.conflict)
    if (sameItems(dirty, this.#state.dirty) && sameItems(conflicts, this.#state.conflicts)) return
    this.#state = { dirty, conflicts }
    this.options.onState(this.#state)
  }

  #paths(condition: (document: Document) => boolean): ReadonlySet<string> {
    return new Set([...this.#documents].filter(([, document]) => condition(document)).map(([path]) => path))
  }
}

/** Puts text back that was not saved when the window closed. */
function restore(document: Document, draft: Draft): void {
  document.text.replace(draft.text)
  document.base = draft.base
  document.conflict = draft.base !== document.disk
}

function sameItems(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((item) => b.has(item))
}
