import type { ReactNode } from 'react'
import { Group, Panel, type PanelProps, Separator, useDefaultLayout } from 'react-resizable-panels'
import classes from './split.module.css'

export interface SplitProps {
  /** Under this name the sizes are remembered. */
  readonly id: string
  readonly orientation: 'horizontal' | 'vertical'
  /** Ids of the panes, where they come and go: each set of them has sizes of its own. */
  readonly panes?: readonly string[]
  readonly children: ReactNode
}

/** Panes side by side (or one above the other); `SplitPane` and `SplitHandle` alternate as its children. */
export function Split({ id, orientation, panes, children }: SplitProps) {
  const layout = useDefaultLayout({
    id: `understudy.split.${id}`,
    storage: localStorage,
    panelIds: panes && [...panes],
    // A window that was merely resized keeps the sizes in pixels of the panes that want them.
    onlySaveAfterUserInteractions: true,
  })
  return (
    <Group
      id={id}
      orientation={orientation}
      defaultLayout={layout.defaultLayout}
      onLayoutChanged={layout.onLayoutChanged}
    >
      {children}
    </Group>
  )
}

/** A pane; sizes are percentages as strings (`"40"`) or pixels as numbers. */
export function SplitPane(
  props: Pick<PanelProps, 'id' | 'defaultSize' | 'minSize' | 'panelRef' | 'children'>,
) {
  return <Panel {...props} className={classes.pane} groupResizeBehavior={keepsPixels(props.defaultSize)} />
}

/** A pane that was given in pixels keeps them when the window grows. */
function keepsPixels(size: PanelProps['defaultSize']): NonNullable<PanelProps['groupResizeBehavior']> {
  return typeof size === 'number' ? 'preserve-pixel-size' : 'preserve-relative-size'
}

/** The line that is dragged (or moved with the arrow keys); `label` names what it resizes. */
export function SplitHandle({ label }: { readonly label: string }) {
  return <Separator className={classes.handle} aria-label={label} />
}
