import { Menu } from '@mantine/core'
import type { TrafficDetail, TrafficRow } from '../../../shared/model/traffic'
import { t } from '../../../shared/text/t'
import { useAppStore, useAppStoreApi } from '../../stores/app-store-context'
import { notifyDone, perform } from '../../ui/perform'
import { currentClient } from '../client/current-client'
import { handlerFileOf, placeWords } from '../frame-detail/handler-file'
import { refusedOrigin } from '../frame-detail/refused-origin'
import { type Resend, resendOf, resendWords, sendAgain } from '../frame-detail/resend'
import { useTrafficDetail } from '../frame-detail/use-traffic-detail'
import { openFile, openLocation } from '../handlers/open-files'
import { type ChipSubject, chipWords, hasChip, kindGroupOf, showOnly } from './filter-chips'
import classes from './traffic.module.css'
import type { EntryCommands } from './use-entry-commands'
import type { TrafficFilterControl } from './use-traffic-filter'

/** Where the menu is open, in pixels from the corner of the list, and for which entry. */
export interface OpenEntryMenu {
  readonly row: TrafficRow
  readonly leftPx: number
  readonly topPx: number
}

export interface EntryMenuProps {
  readonly open: OpenEntryMenu
  /** More than this entry is selected. */
  readonly multiple: boolean
  readonly commands: EntryCommands
  readonly control: TrafficFilterControl
  readonly onClose: () => void
}

/** What can be done with an entry and with the selection that it is in. */
export function EntryMenu(props: EntryMenuProps) {
  const { open, onClose } = props
  return (
    <Menu
      opened
      position="bottom-start"
      // Not keydown, as it is unless said: the key that opens the menu would close it.
      clickOutsideEvents={['mousedown', 'touchstart']}
      onChange={(opened) => !opened && onClose()}
    >
      <Menu.Target>
        <button
          type="button"
          tabIndex={-1}
          aria-label={t`Entry actions`}
          className={classes.menuAnchor}
          style={{ left: open.leftPx, top: open.topPx }}
        />
      </Menu.Target>
      <Menu.Dropdown>
        <EntryMenuItems {...props} />
      </Menu.Dropdown>
    </Menu>
  )
}

function EntryMenuItems({ open: { row }, multiple, commands, control }: EntryMenuProps) {
  const marked = useAppStore((state) => state.marks.some(({ seq }) => seq === row.seq))
  const copyPath = async () => {
    if (await perform('app.copyText', row.path)) notifyDone(t`Copied the path`)
  }
  return (
    <>
      <Menu.Item onClick={() => commands.copy('text')}>{t`Copy as text`}</Menu.Item>
      <Menu.Item onClick={() => commands.copy('jsonl')}>{t`Copy as JSON lines`}</Menu.Item>
      {row.path !== '' && <Menu.Item onClick={() => void copyPath()}>{t`Copy path`}</Menu.Item>}
      <Menu.Item onClick={commands.exportSelection}>
        {multiple ? t`Export the selected entries…` : t`Export this entry…`}
      </Menu.Item>
      <AllowOriginItem row={row} />
      <Menu.Divider />
      <Menu.Item onClick={commands.toggleMark}>{marked ? t`Remove the mark` : t`Mark`}</Menu.Item>
      <Menu.Item onClick={commands.openNote}>{t`Note…`}</Menu.Item>
      <Menu.Divider />
      <FilterItems row={row} control={control} />
      <RelatedItems row={row} />
    </>
  )
}

function AllowOriginItem({ row }: { readonly row: TrafficRow }) {
  const origin = refusedOrigin(row)
  const allowed = useAppStore((state) => origin !== null && state.settings.allowedOrigins.includes(origin))
  if (origin === null || allowed) return null
  return (
    <Menu.Item onClick={() => void perform('server.allowOrigin', origin)}>{t`Allow this origin`}</Menu.Item>
  )
}

/** Narrows the list to what this entry has in common with others. */
function FilterItems({ row, control }: { readonly row: TrafficRow; readonly control: TrafficFilterControl }) {
  const rooms = useAppStore((state) => state.connections.get(row.connectionId ?? '')?.rooms)
  const group = kindGroupOf(row.kind)
  const subjects: readonly ChipSubject[] = [
    ...(row.connectionId === null ? [] : [{ type: 'connection', id: row.connectionId } as const]),
    ...(rooms ?? []).map((name) => ({ type: 'room', name }) as const),
    ...(group === null ? [] : [{ type: 'kinds', group } as const]),
  ]
  return subjects
    .filter((subject) => !hasChip(control.filter, subject))
    .map((subject) => (
      <Menu.Item key={chipWords(subject)} onClick={() => control.change(showOnly(control.filter, subject))}>
        {t`Show only ${chipWords(subject)}`}
      </Menu.Item>
    ))
}

/** What needs the whole entry: it comes a moment after the menu. */
function RelatedItems({ row }: { readonly row: TrafficRow }) {
  const detail = useTrafficDetail(row.seq)
  return detail.state === 'ready' && <DetailItems detail={detail.detail} />
}

function DetailItems({ detail }: { readonly detail: TrafficDetail }) {
  const app = useAppStoreApi()
  const files = useAppStore((state) => state.handlerFiles)
  const resend = useResend(detail)
  const { row, effects, why, pair } = detail
  const reply = effects[0]
  // What a handler did is in the list below already.
  const asked = pair.request && pair.request.seq !== row.cause ? pair.request.seq : null
  const answer = pair.reply && pair.reply.seq !== reply?.seq ? pair.reply.seq : null
  const file = handlerFileOf(
    why,
    files.map(({ path }) => path),
  )
  const place =
    detail.sentFrom && files.some(({ path }) => path === detail.sentFrom?.file) ? detail.sentFrom : null
  const goTo = (seq: number) => app.getState().setUi({ selectedTraffic: seq })
  return (
    <>
      <Menu.Divider />
      {asked !== null && <Menu.Item onClick={() => goTo(asked)}>{t`Go to its request`}</Menu.Item>}
      {answer !== null && <Menu.Item onClick={() => goTo(answer)}>{t`Go to its reply`}</Menu.Item>}
      {row.cause > 0 && <Menu.Item onClick={() => goTo(row.cause)}>{t`Go to what caused it`}</Menu.Item>}
      {reply && <Menu.Item onClick={() => goTo(reply.seq)}>{t`Go to what it caused`}</Menu.Item>}
      {place && (
        <Menu.Item onClick={() => openLocation(app, place)}>{t`Open ${placeWords(place)}`}</Menu.Item>
      )}
      {!place && file && (
        <Menu.Item
          onClick={() => openFile(app, file)}
        >{t`Open ${file.replace(/^handlers\//, '')}`}</Menu.Item>
      )}
      <Menu.Item
        disabled={resend === null}
        aria-label={t`Send again`}
        aria-description={
          resend ? resendWords(resend) : t`Its connection is closed, and so is the built-in client`
        }
        onClick={() => resend && void sendAgain(resend)}
      >
        {t`Send again`} {resend && <span className={classes.menuHint}>{resendWords(resend)}</span>}
      </Menu.Item>
    </>
  )
}

function useResend(detail: TrafficDetail): Resend | null {
  const client = useAppStore(currentClient)
  const connection = useAppStore((state) => state.connections.get(detail.row.connectionId ?? ''))
  return resendOf(detail, client, () => connection?.state === 'open' || connection?.state === 'paused')
}
