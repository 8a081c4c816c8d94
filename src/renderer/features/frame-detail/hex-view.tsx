import { useElementSize, useMergedRef } from '@mantine/hooks'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import { t } from '../../../shared/text/t'
import classes from './frame-detail.module.css'
import { type HexWidth, hexLine, hexLineCount } from './hex-dump'

const linePx = 18
/** Width from which sixteen bytes, their offset and their ASCII fit beside each other. */
const wideFromPx = 590

/** Bytes as hex and ASCII; only the lines on the screen are made. */
export function HexView({ bytes }: { readonly bytes: Uint8Array }) {
  const scroller = useRef<HTMLElement>(null)
  const { ref: sizeRef, width } = useElementSize<HTMLElement>()
  const ref = useMergedRef(scroller, sizeRef)
  const perLine: HexWidth = width >= wideFromPx ? 16 : 8
  const virtual = useVirtualizer({
    count: hexLineCount(bytes.length, perLine),
    getScrollElement: () => scroller.current,
    estimateSize: () => linePx,
    overscan: 10,
  })
  if (bytes.length === 0) return <p className={classes.note}>{t`No payload.`}</p>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
    <section ref={ref} aria-label={t`Hex dump`} tabIndex={0} className={classes.lines}>
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map((item) => {
          const line = hexLine(bytes, item.index, perLine)
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
