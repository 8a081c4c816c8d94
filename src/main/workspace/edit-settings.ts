import {
  applyEdits,
  type FormattingOptions,
  findNodeAtLocation,
  type JSONPath,
  modify,
  type Node,
  parseTree,
} from 'jsonc-parser'

/** One change of `understudy.json`. */
export type SettingsEdit = SettingsChange | SettingsMove

/** `value` undefined removes what is at `path`. */
interface SettingsChange {
  readonly path: readonly (string | number)[]
  readonly value: unknown
  /** What is at the index moves on by one instead of being replaced. */
  readonly insert?: boolean
}

/** Moves the item of an array that is at `path` to another index. */
interface SettingsMove {
  readonly path: readonly (string | number)[]
  readonly moveTo: number
}

/**
 * The text with the edits applied in order; comments, indentation and line ends stay as they are.
 * An index one past an array's end appends to it.
 */
export function editSettings(text: string, edits: readonly SettingsEdit[]): string {
  const start = text.trim() === '' ? '{\n  "version": 1\n}\n' : text
  const formattingOptions = formattingOf(start)
  return edits.reduce((current, edit) => {
    if ('moveTo' in edit) return moveItem(current, edit)
    const path: JSONPath = [...edit.path]
    return applyEdits(
      current,
      modify(current, path, edit.value, { formattingOptions, isArrayInsertion: edit.insert ?? false }),
    )
  }, start)
}

/** The items change places with what is inside of them; what stands between them stays where it is. */
function moveItem(text: string, { path, moveTo }: SettingsMove): string {
  const tree = parseTree(text, [], { allowTrailingComma: true })
  const item = tree && findNodeAtLocation(tree, [...path])
  const places: readonly Node[] = item?.parent?.children ?? []
  const others = places.filter((node) => node !== item)
  if (!item || places[moveTo] === undefined) throw new RangeError(`Nothing moves from ${path.join('.')}.`)
  const order = [...others.slice(0, moveTo), item, ...others.slice(moveTo)]
  const textOf = ({ offset, length }: Node) => text.slice(offset, offset + length)
  let result = ''
  let end = 0
  for (const [index, place] of places.entries()) {
    result += text.slice(end, place.offset) + textOf(order[index] ?? place)
    end = place.offset + place.length
  }
  return result + text.slice(end)
}

function formattingOf(text: string): FormattingOptions {
  const indentation = /^([ \t]+)\S/m.exec(text)?.[1] ?? '  '
  return {
    insertSpaces: !indentation.startsWith('\t'),
    tabSize: indentation.startsWith('\t') ? 4 : indentation.length,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  }
}
