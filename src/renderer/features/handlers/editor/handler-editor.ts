import type * as Monaco from 'monaco-editor/editor'
import type { HandlerProblem, SourceLocation } from '../../../../shared/model/handlers'
import { t } from '../../../../shared/text/t'
import type { CodeProblem } from '../../../stores/app-state'
import { DocumentSet, type DocumentSetOptions, type EditedText } from '../document-set'
import { isLibraryTab, libraryTabOf, libraryUri } from '../library-tabs'
import { type FormatOutcome, formatText } from './format-text'
import { type EditorTheme, setUpMonaco } from './monaco'
import { offerSnippets } from './snippet-completion'
import { libraryText } from './typescript-setup'

export interface HandlerEditorOptions extends Omit<DocumentSetOptions, 'createText'> {
  readonly container: HTMLElement
  readonly theme: EditorTheme
  /** Asked for when a definition is in another file. */
  readonly onOpen: (location: SourceLocation) => void
  /** Called with all that is wrong with the files when that has changed. */
  readonly onProblems: (problems: readonly CodeProblem[]) => void
}

/** A mark in the text that is not TypeScript's own. */
export interface CodeMark extends HandlerProblem {
  readonly severity: 'error' | 'warning'
}

/** Monaco with the workspace's handler files. Dispose of it before another one is made: models are global. */
export class HandlerEditor {
  readonly documents: DocumentSet
  readonly #monaco = setUpMonaco()
  readonly #editor: Monaco.editor.IStandaloneCodeEditor
  readonly #opener: Monaco.IDisposable
  readonly #snippets: Monaco.IDisposable
  readonly #markers: Monaco.IDisposable
  readonly #disposal = new AbortController()
  readonly #models = new Map<string, Monaco.editor.ITextModel>()
  readonly #views = new Map<string, Monaco.editor.ICodeEditorViewState>()
  #shown: string | null = null
  #marks: readonly CodeMark[] = []

  constructor(options: HandlerEditorOptions) {
    this.documents = new DocumentSet({ ...options, createText: (path, text) => this.#createText(path, text) })
    this.#editor = this.#monaco.editor.create(options.container, { ...editorOptions, theme: options.theme })
    this.#editor.onMouseDown(({ target, event }) => {
      // Where Monaco does not know what was hit, the click would focus the region around it instead.
      if (target.type !== this.#monaco.editor.MouseTargetType.UNKNOWN) return
      event.preventDefault()
      this.#editor.focus()
    })
    // Assistive technology may scroll the text's element itself sideways: Monaco undoes it downwards only.
    options.container.addEventListener('scroll', ({ target }) => this.#takeOverScroll(target), {
      capture: true,
      signal: this.#disposal.signal,
    })
    this.#markers = this.#monaco.editor.onDidChangeMarkers(() => options.onProblems(this.#problems()))
    this.#snippets = offerSnippets(this.#monaco)
    this.#opener = this.#monaco.editor.registerEditorOpener({
      openCodeEditor: (_source, resource, target) => {
        const path = libraryTabOf(resource.path) ?? resource.path.slice(1)
        if (!this.#models.has(path) && !isLibraryTab(path)) return false
        options.onOpen({ file: path, ...startOf(target) })
        return true
      },
    })
  }

  /** Shows the file as it was left, or nothing. */
  async show(path: string | null): Promise<void> {
    const isLibrary = path !== null && isLibraryTab(path)
    if (path !== null && !isLibrary) await this.documents.open(path)
    const model = path === null ? null : (this.#models.get(path) ?? this.#libraryModel(path))
    if (this.#editor.getModel() === model) return
    this.#rememberView()
    this.#shown = path
    this.#editor.setModel(model)
    this.#editor.updateOptions({ readOnly: isLibrary })
    this.#editor.restoreViewState((path !== null && this.#views.get(path)) || null)
  }

  /** Puts the cursor there; false if the file is not the one on the screen. */
  reveal(location: SourceLocation): boolean {
    if (this.#shown !== location.file) return false
    const position = { lineNumber: location.line, column: location.column }
    this.#editor.setPosition(position)
    this.#editor.revealPositionInCenterIfOutsideViewport(position)
    this.#editor.focus()
    return true
  }

  /**
   * Shows the file as it is on disk and as it is here, one's own side to be edited, in `container`.
   * @returns What takes it away again.
   */
  compare(path: string, container: HTMLElement): () => void {
    const mine = this.#models.get(path) ?? null
    const disk = this.documents.diskText(path)
    if (mine === null || disk === null) return () => undefined
    const original = this.#monaco.editor.createModel(disk, mine.getLanguageId())
    const diff = this.#monaco.editor.createDiffEditor(container, comparisonOptions)
    // The diff editor's own options for these names do not reach its two sides.
    diff.getOriginalEditor().updateOptions({ ariaLabel: t`On disk` })
    diff.getModifiedEditor().updateOptions({ ariaLabel: t`In the editor` })
    diff.setModel({ original, modified: mine })
    diff.getModifiedEditor().focus()
    // Whoever changes the file may do so again meanwhile.
    const endFollowing = this.documents.onDiskText((changed, text) => {
      if (changed === path) original.setValue(text)
    })
    return () => {
      endFollowing()
      diff.dispose()
      original.dispose()
    }
  }

  /** Formats the file on the screen; the cursor stays with its text. One that cannot be parsed is left alone. */
  async format(): Promise<FormatOutcome> {
    return this.#shown !== null && this.#models.has(this.#shown) ? formatText(this.#editor) : 'nothing'
  }

  focus(): void {
    this.#editor.focus()
  }

  setTheme(theme: EditorTheme): void {
    this.#monaco.editor.setTheme(theme)
  }

  /** @param fontSize in pixels */
  setText(fontSize: number, wordWrap: boolean): void {
    this.#editor.updateOptions({
      fontSize,
      lineHeight: Math.round(fontSize * 1.5),
      wordWrap: wordWrap ? 'on' : 'off',
    })
  }

  /** Underlines what is wrong with the code, until it is called again. */
  setMarks(marks: readonly CodeMark[]): void {
    this.#marks = marks
    for (const path of this.#models.keys()) this.#mark(path)
  }

  dispose(): void {
    this.#disposal.abort()
    this.#opener.dispose()
    this.#snippets.dispose()
    this.#markers.dispose()
    this.#editor.dispose()
    this.documents.dispose()
  }

  #takeOverScroll(element: EventTarget | null): void {
    if (!(element instanceof HTMLElement) || element.scrollLeft === 0) return
    this.#editor.setScrollLeft(this.#editor.getScrollLeft() + element.scrollLeft)
    element.scrollLeft = 0
  }

  /** The types that come with the app; Monaco has made the text when it led to them. */
  #libraryModel(tab: string): Monaco.editor.ITextModel | null {
    if (!isLibraryTab(tab)) return null
    const uri = this.#monaco.Uri.parse(libraryUri(tab))
    const known = this.#monaco.editor.getModel(uri)
    return known ?? this.#monaco.editor.createModel(libraryText(uri.toString()), 'typescript', uri)
  }

  #rememberView(): void {
    const view = this.#editor.saveViewState()
    if (this.#shown !== null && view) this.#views.set(this.#shown, view)
  }

  #createText(path: string, text: string): EditedText {
    const model = this.#monaco.editor.createModel(
      text,
      /\.[mc]?js$/.test(path) ? 'javascript' : 'typescript',
      this.#monaco.Uri.parse(`file:///${path}`),
    )
    // Brackets in the colours of origins would say something that is not so.
    model.updateOptions({ bracketColorizationOptions: plainBrackets })
    this.#models.set(path, model)
    this.#mark(path)
    return {
      getValue: () => model.getValue(),
      replace: (replacement) => replaceAll(model, replacement),
      onChange: (listener) => model.onDidChangeContent(listener),
      dispose: () => {
        if (this.#models.get(path) === model) this.#models.delete(path)
        if (this.#shown === path) this.#shown = null
        this.#views.delete(path)
        model.dispose()
      },
    }
  }

  #problems(): readonly CodeProblem[] {
    const { MarkerSeverity } = this.#monaco
    return [...this.#models].sort(byPath).flatMap(([file, { uri }]) =>
      this.#monaco.editor
        .getModelMarkers({ resource: uri })
        .filter(({ severity }) => severity >= MarkerSeverity.Warning)
        .sort((a, b) => a.startLineNumber - b.startLineNumber || a.startColumn - b.startColumn)
        .map(({ severity, message, startLineNumber, startColumn }) => ({
          severity: severity === MarkerSeverity.Error ? 'error' : 'warning',
          message,
          location: { file, line: startLineNumber, column: startColumn },
        })),
    )
  }

  #mark(path: string): void {
    const model = this.#models.get(path)
    if (!model) return
    const marks = this.#marks.filter((mark) => mark.location?.file === path)
    this.#monaco.editor.setModelMarkers(
      model,
      'understudy',
      marks.flatMap((mark) => (mark.location ? [this.#marker(model, mark, mark.location)] : [])),
    )
  }

  #marker(
    model: Monaco.editor.ITextModel,
    mark: CodeMark,
    location: SourceLocation,
  ): Monaco.editor.IMarkerData {
    const { lineNumber, column } = model.validatePosition({
      lineNumber: location.line,
      column: location.column,
    })
    const word = model.getWordAtPosition({ lineNumber, column })
    return {
      severity: this.#monaco.MarkerSeverity[mark.severity === 'error' ? 'Error' : 'Warning'],
      message: mark.message,
      source: 'Understudy',
      startLineNumber: lineNumber,
      startColumn: column,
      endLineNumber: lineNumber,
      // At least one character, or nothing would be underlined.
      endColumn: Math.max(word?.endColumn ?? 0, column + 1),
    }
  }
}

function byPath([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a.localeCompare(b, 'en')
}

const plainBrackets = { enabled: false, independentColorPoolPerBracketType: false }

function replaceAll(model: Monaco.editor.ITextModel, text: string): void {
  model.pushStackElement()
  model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null)
  model.pushStackElement()
}

function startOf(target: Monaco.IRange | Monaco.IPosition | undefined): { line: number; column: number } {
  if (!target) return { line: 1, column: 1 }
  if ('lineNumber' in target) return { line: target.lineNumber, column: target.column }
  return { line: target.startLineNumber, column: target.startColumn }
}

const comparisonOptions: Monaco.editor.IStandaloneDiffEditorConstructionOptions = {
  automaticLayout: true,
  fixedOverflowWidgets: true,
  fontSize: 12,
  lineHeight: 18,
  minimap: { enabled: false },
  overviewRulerBorder: false,
  renderOverviewRuler: false,
  scrollBeyondLastLine: false,
  useInlineViewWhenSpaceIsLimited: true,
}

const editorOptions: Monaco.editor.IStandaloneEditorConstructionOptions = {
  model: null,
  ariaLabel: t`Handler editor`,
  automaticLayout: true,
  fixedOverflowWidgets: true,
  fontFamily: "ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace",
  glyphMargin: false,
  hideCursorInOverviewRuler: true,
  lineDecorationsWidth: 4,
  lineNumbersMinChars: 3,
  // On Linux the last line's number is dimmed unless said, below the contrast that text needs.
  renderFinalNewline: 'on',
  minimap: { enabled: false },
  padding: { top: 6, bottom: 6 },
  renderLineHighlightOnlyWhenFocus: true,
  overviewRulerBorder: false,
  scrollBeyondLastLine: false,
  scrollbar: { horizontalScrollbarSize: 10, verticalScrollbarSize: 10 },
  smoothScrolling: false,
  stickyScroll: { enabled: false },
  tabSize: 2,
  unicodeHighlight: { ambiguousCharacters: false },
  wrappingIndent: 'deepIndent',
}
