import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import classes from './frame-detail.module.css'
import { hexLine, hexLineCount } from './hex-dump'

const linePx = 18

/** Bytes as hex and ASCII; only the lines on the screen are made. */
export function HexView({ bytes }: { readonly bytes: Uint8Array }) {
  const scroller = useRef<HTMLElement>(null)
  const virtual = useVirtualizer({
    count: hexLineCount(bytes.length),
    getScrollElement: () => scroller.current,
    estimateSize: () => linePx,
    overscan: 10,
  })
  if (bytes.length === 0) return <p className={classes.note}>No payload.</p>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
    <section ref={scroller} aria-label="Hex dump" tabIndex={0} className={classes.lines}>
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map((item) => {
          const line = hexLine(bytes, item.index)
          return (
            <div key={item.key} className={classes.hexLine} style={{ top: item.start }}>
              <span className={classes.hexOffset}>{line.offset}</span>
              <span className={classes.hexBytes}>{line.hex}</span>
              <span className={classes.hexAscii}>{line.ascii}</span>
            </div>
          )
        })}
      </div>
    </section>
  )
}
