import { UnstyledButton } from '@mantine/core'
import type { TrafficRow } from '../../../shared/model/traffic'
import { useAppStoreApi } from '../../stores/app-store-context'
import { faultMark } from '../faults/fault-mark'
import { directionGlyph, directionWords, rowWords } from '../traffic/row-words'
import classes from './frame-detail.module.css'

/** Another entry, in one line; a click shows it. */
export function EntryLink({ row }: { readonly row: TrafficRow }) {
  const app = useAppStoreApi()
  const mark = faultMark(row.faults ?? [])
  return (
    <UnstyledButton
      className={classes.entryLink}
      onClick={() => app.getState().setUi({ selectedTraffic: row.seq })}
    >
      <span role="img" aria-label={directionWords(row.direction)} data-origin={row.origin}>
        {directionGlyph(row.direction)}
      </span>
      <span className={classes.entryConnection}>{row.connectionId}</span>
      <span className="u-truncate">{rowWords(row)}</span>
      {mark && <span className={classes.entryMark}>{mark.words}</span>}
    </UnstyledButton>
  )
}
