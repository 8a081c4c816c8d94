import { ChevronDown, ChevronRight, Copy } from 'lucide-react'
import { Fragment, type MouseEvent } from 'react'
import { t } from '../../../shared/text/t'
import { IconButton } from '../../ui/icon-button'
import classes from './frame-detail.module.css'
import type { JsonDocument, JsonToken } from './json-document'
import { copyPath } from './json-menu'
import { markedParts } from './marked-parts'

export interface JsonLineViewProps {
  readonly id: string
  readonly document: JsonDocument
  readonly line: number
  readonly topPx: number
  readonly active: boolean
  /** Null where there is nothing to fold. */
  readonly folded: boolean | null
  /** Words to mark; '' for none. */
  readonly words: string
  readonly onSelect: () => void
  readonly onFold: () => void
  readonly onMenu: (event: MouseEvent) => void
}

/** One line of pretty-printed JSON. */
export function JsonLineView(props: JsonLineViewProps) {
  const { document, line, active, folded, words } = props
  const depth = document.depth(line)
  const Chevron = folded ? ChevronRight : ChevronDown
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree has the focus and handles the keys
    <div
      id={props.id}
      role="treeitem"
      tabIndex={-1}
      aria-level={depth + 1}
      aria-selected={active}
      aria-expanded={folded === null ? undefined : !folded}
      className={classes.line}
      style={{ top: props.topPx, paddingLeft: 18 + depth * 14 }}
      onClick={props.onSelect}
      onContextMenu={props.onMenu}
    >
      {folded !== null && (
        <button
          type="button"
          tabIndex={-1}
          aria-label={`${folded ? t`Unfold` : t`Fold`} ${document.path(line)}`}
          className={classes.fold}
          style={{ left: depth * 14 }}
          onClick={props.onFold}
        >
          <Chevron size={12} aria-hidden />
        </button>
      )}
      {document.tokens(line, folded === true).map((token, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the tokens of a line never move
        <span key={index} className={classes.token} data-token={token.kind}>
          <TokenText token={token} words={words} />
        </span>
      ))}
      {active && (
        <span className={classes.copyPath}>
          <IconButton
            label={t`Copy path ${document.path(line)}`}
            icon={Copy}
            onClick={() => void copyPath(document, line)}
          />
        </span>
      )}
    </div>
  )
}

function TokenText({ token, words }: { readonly token: JsonToken; readonly words: string }) {
  if (words === '' || token.kind === 'summary') return token.text
  return markedParts(token.text, words).map((part, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never move
    part.marked ? <mark key={index}>{part.text}</mark> : <Fragment key={index}>{part.text}</Fragment>,
  )
}
