import { Button } from '@mantine/core'
import { Copy, Hand, Send } from 'lucide-react'
import { useId, useMemo, useState } from 'react'
import type { TrafficDetail } from '../../../shared/model/traffic'
import { t } from '../../../shared/text/t'
import { useCommand } from '../../commands/command-context'
import { useAppStore, useAppStoreApi } from '../../stores/app-store-context'
import { formatBytes } from '../../ui/amounts'
import { EmptyState } from '../../ui/empty-state'
import { freeName } from '../../ui/free-name'
import { IconButton } from '../../ui/icon-button'
import { notifyUndo } from '../../ui/notify-undo'
import { notifyDone, perform } from '../../ui/perform'
import { Region } from '../../ui/region'
import { breakpointLike } from '../breakpoints/breakpoint-like'
import { currentClient } from '../client/current-client'
import { ComposeFromEntry } from '../composer/compose-from-entry'
import { MakeHandlerOfMessage } from '../recording/make-handler-of-message'
import classes from './frame-detail.module.css'
import { HexView } from './hex-view'
import { depthLimit } from './json-index'
import { JsonView } from './json-view'
import { bodyBytes, bodyText, copyText, prettyBody } from './message-body'
import { MessageMeta } from './message-meta'
import { type MessageTab, MessageTabs, tabWords } from './message-tabs'
import { refusedOrigin } from './refused-origin'
import { resendOf, resendWords, sendAgain } from './resend'
import { TextView } from './text-view'
import { useJsonDocument } from './use-json-document'
import { type DetailState, useTrafficDetail } from './use-traffic-detail'
import { WhyView } from './why-view'

/** The selected entry: its body in three ways, and why it is what it is. */
export function MessageRegion() {
  const seq = useAppStore((state) => state.ui.selectedTraffic)
  const detail = useTrafficDetail(seq)
  const [tab, setTab] = useState<MessageTab>('Pretty')
  const panelId = useId()
  return (
    <Region
      name={t`Message`}
      scroll={false}
      actions={
        <>
          <MessageTabs current={tab} panelId={panelId} onChange={setTab} />
          {detail.state === 'ready' && <MessageActions detail={detail.detail} />}
        </>
      }
    >
      <div
        id={panelId}
        role="tabpanel"
        aria-label={tabWords[tab]}
        data-place="message"
        className={classes.panel}
      >
        <Content detail={detail} tab={tab} />
      </div>
    </Region>
  )
}

function Content({ detail, tab }: { readonly detail: DetailState; readonly tab: MessageTab }) {
  switch (detail.state) {
    case 'none':
      return (
        <EmptyState>{t`Select an entry in Traffic to see its content, and why it is what it is.`}</EmptyState>
      )
    case 'loading':
      return null
    case 'gone':
      return <EmptyState>{t`This entry is no longer held: it was cleared or discarded.`}</EmptyState>
    case 'failed':
      return <EmptyState>{detail.message}</EmptyState>
    case 'ready':
      return (
        <>
          <MessageMeta detail={detail.detail} />
          <AllowOrigin detail={detail.detail} />
          <View key={detail.detail.row.seq} detail={detail.detail} tab={tab} />
        </>
      )
    default:
      return detail satisfies never
  }
}

function View({ detail, tab }: { readonly detail: TrafficDetail; readonly tab: MessageTab }) {
  switch (tab) {
    case 'Pretty':
      return <PrettyView detail={detail} />
    case 'Text':
      return <TextView text={bodyText(detail.body)} />
    case 'Hex':
      return <BytesView detail={detail} />
    case 'Why':
      return <WhyView detail={detail} />
    default:
      return tab satisfies never
  }
}

function PrettyView({ detail }: { readonly detail: TrafficDetail }) {
  const pretty = useMemo(() => prettyBody(detail.body), [detail])
  switch (pretty.type) {
    case 'maybe-json':
      return <PrettyText text={pretty.text} />
    case 'text':
      return <TextView text={pretty.text} note={pretty.note} />
    case 'binary':
      return <HexView bytes={pretty.data} />
    case 'none':
      return detail.row.preview === '' ? (
        <p className={classes.note}>{t`No payload.`}</p>
      ) : (
        <TextView text={detail.row.preview} />
      )
    default:
      return pretty satisfies never
  }
}

function PrettyText({ text }: { readonly text: string }) {
  const reading = useJsonDocument(text)
  switch (reading.state) {
    case 'reading':
      return <p className={classes.note}>{t`Reading ${formatBytes(text.length)} of JSON…`}</p>
    case 'json':
      return <JsonView json={reading.json} />
    case 'text':
      return <TextView text={text} note={reading.reason === 'too-deep' ? tooDeep : ''} />
    default:
      return reading satisfies never
  }
}

const tooDeep = t`Nested too deeply to be shown as JSON: over ${depthLimit} levels.`

function BytesView({ detail }: { readonly detail: TrafficDetail }) {
  const bytes = useMemo(() => bodyBytes(detail.body), [detail])
  return <HexView bytes={bytes} />
}

function MessageActions({ detail }: { readonly detail: TrafficDetail }) {
  const client = useAppStore(currentClient)
  const connection = useAppStore((state) => state.connections.get(detail.row.connectionId ?? ''))
  const isOpen = connection?.state === 'open' || connection?.state === 'paused'
  const resend = resendOf(detail, client, () => isOpen)
  const app = useAppStoreApi()
  const like = useMemo(() => breakpointLike(detail), [detail])
  const breakOnLike = () => {
    const taken = app.getState().breakpoints.map(({ breakpoint }) => breakpoint.name)
    if (like) app.getState().setUi({ suggestedBreakpoint: { ...like, name: freeName(like.name, taken) } })
  }
  useCommand('breakpoints.like', breakOnLike, like !== null)
  const copy = async () => {
    if (await perform('app.copyText', copyText(detail.body))) notifyDone(t`Copied the message`)
  }
  useCommand('message.sendAgain', () => resend && sendAgain(resend), resend !== null)
  useCommand('message.copy', () => void copy(), detail.body.type !== 'none')
  return (
    <>
      {resend && (
        <IconButton
          label={t`Send again`}
          hint={t`Send again ${resendWords(resend)}`}
          icon={Send}
          onClick={() => void sendAgain(resend)}
        />
      )}
      {like && <IconButton label={t`Break on messages like this`} icon={Hand} onClick={breakOnLike} />}
      <MakeHandlerOfMessage key={detail.row.seq} row={detail.row} />
      <ComposeFromEntry detail={detail} isOpen={isOpen} />
      {detail.body.type !== 'none' && <IconButton label={t`Copy`} icon={Copy} onClick={() => void copy()} />}
    </>
  )
}

function AllowOrigin({ detail }: { readonly detail: TrafficDetail }) {
  const origin = refusedOrigin(detail.row)
  const { allowedOrigins } = useAppStore((state) => state.settings)
  if (origin === null) return null
  const allow = async () => {
    if (!(await perform('server.allowOrigin', origin))) return
    const former = { allowedOrigins: [...allowedOrigins] }
    notifyUndo(t`Allowed ${origin}`, () => void perform('server.configure', former))
  }
  return (
    <div className={classes.allowOrigin}>
      {allowedOrigins.includes(origin) ? (
        t`${origin} is allowed now: the page can connect again.`
      ) : (
        <Button onClick={() => void allow()}>{t`Allow this origin`}</Button>
      )}
    </div>
  )
}
