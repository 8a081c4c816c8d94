import { ChevronDown, ChevronRight } from 'lucide-react'
import { createContext, type ReactNode, useContext, useId } from 'react'
import classes from './region.module.css'
import { useRemembered } from './use-remembered'

/**
 * What stands in a region's title bar instead of its name: the tabs of the place that it shares
 * with another region. Set by the layout, so that the region itself need not know.
 */
export const RegionTitleContext = createContext<ReactNode>(null)

export interface RegionProps {
  /** The accessible name, and the title unless the layout puts tabs there. */
  readonly name: string
  /** A short figure beside the title. */
  readonly count?: ReactNode
  /** Buttons at the right of the title bar. */
  readonly actions?: ReactNode
  /** The title folds the content away; remembered. Only for regions that are as tall as their content. */
  readonly collapsible?: boolean
  /** The content scrolls within the region; false where it has a scroller of its own. */
  readonly scroll?: boolean
  readonly children: ReactNode
}

/** A part of the window with a title bar of 28 px, a landmark with its name. */
export function Region(props: RegionProps) {
  const { name, collapsible = false, scroll = true } = props
  const [folded, setFolded] = useRemembered(`region.${name}.folded`, false)
  const open = !collapsible || !folded
  const bodyId = useId()
  return (
    <section
      aria-label={name}
      className={classes.region}
      data-collapsible={collapsible || undefined}
      tabIndex={-1}
    >
      <header className={classes.bar}>
        <RegionTitle
          name={name}
          count={props.count}
          fold={collapsible ? { open, bodyId, toggle: () => setFolded(open) } : null}
        />
        <div className={classes.actions}>{props.actions}</div>
      </header>
      <div
        id={bodyId}
        className={classes.body}
        data-region-content
        data-scroll={scroll || undefined}
        hidden={!open}
      >
        {open && props.children}
      </div>
    </section>
  )
}

interface RegionTitleProps {
  readonly name: string
  readonly count: ReactNode
  readonly fold: { readonly open: boolean; readonly bodyId: string; readonly toggle: () => void } | null
}

function RegionTitle({ name, count, fold }: RegionTitleProps) {
  const tabs = useContext(RegionTitleContext)
  if (tabs) return tabs
  const figure = count !== undefined && count !== null && <span className={classes.count}>{count}</span>
  if (!fold) {
    return (
      <h2 className={classes.title}>
        {name}
        {figure}
      </h2>
    )
  }
  const Chevron = fold.open ? ChevronDown : ChevronRight
  return (
    <h2 className={classes.title}>
      <button
        type="button"
        className={classes.fold}
        aria-expanded={fold.open}
        aria-controls={fold.bodyId}
        onClick={fold.toggle}
      >
        <Chevron size={14} aria-hidden />
        {name}
        {figure}
      </button>
    </h2>
  )
}
