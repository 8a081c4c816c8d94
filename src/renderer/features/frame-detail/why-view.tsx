import { UnstyledButton } from '@mantine/core'
import type { ReactNode } from 'react'
import type { SourceLocation } from '../../../shared/model/handlers'
import type { TrafficDetail, TrafficRow, WhyStep } from '../../../shared/model/traffic'
import { t } from '../../../shared/text/t'
import { useAppStore, useAppStoreApi } from '../../stores/app-store-context'
import { formatDuration } from '../../ui/amounts'
import { openLocation } from '../handlers/open-files'
import { isMessageRow } from '../traffic/row-words'
import { EntryLink } from './entry-link'
import classes from './frame-detail.module.css'
import { placeWords } from './handler-file'
import { bodyText } from './message-body'
import { unexplainedWords } from './unexplained-words'

/** Why the entry is what it is: who acted on it, what caused it, what it caused, and how it was edited. */
export function WhyView({ detail }: { readonly detail: TrafficDetail }) {
  const app = useAppStoreApi()
  const { row, why, effects, before, sentFrom } = detail
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
    <section aria-label={t`Why`} tabIndex={0} className={classes.why}>
      <Part title={t`Who acted on it`}>
        {why.length === 0 ? <p className={classes.note}>{unexplainedWords(row)}</p> : <Steps steps={why} />}
      </Part>
      {row.origin === 'handler' && <SentFrom place={sentFrom} row={row} />}
      {row.cause > 0 && (
        <Part title={t`Caused by`}>
          <UnstyledButton
            className={classes.pairLink}
            onClick={() => app.getState().setUi({ selectedTraffic: row.cause })}
          >
            {t`Entry #${row.cause}`}
            {row.latencyMs !== null && t`, ${formatDuration(row.latencyMs)} earlier`}
          </UnstyledButton>
        </Part>
      )}
      {effects.length > 0 && (
        <Part title={t`What it caused`}>
          {effects.map((effect) => (
            <EntryLink key={effect.seq} row={effect} />
          ))}
        </Part>
      )}
      {before !== null && (
        <Part title={isCorrupted(row) ? t`Before a fault corrupted it` : t`Before it was edited`}>
          <pre className={classes.beforeText}>{before}</pre>
          <h3 className={classes.partTitle}>{t`After`}</h3>
          <pre className={classes.beforeText}>{bodyText(detail.body)}</pre>
        </Part>
      )}
    </section>
  )
}

function isCorrupted({ faults = [] }: TrafficRow): boolean {
  return faults.some(({ action }) => action === 'corrupted')
}

/** The line of the handler that sent the entry; a click opens it. */
function SentFrom({ place, row }: { readonly place: SourceLocation | null; readonly row: TrafficRow }) {
  const app = useAppStoreApi()
  const isThere = useAppStore((state) => state.handlerFiles.some(({ path }) => path === place?.file))
  if (place === null) {
    return isMessageRow(row) ? (
      <Part title={t`Sent from`}>
        <p className={classes.note}>
          {t`The line was not noted: that is done for the first 200 messages that handlers send in a second.`}
        </p>
      </Part>
    ) : null
  }
  return (
    <Part title={t`Sent from`}>
      {isThere ? (
        <UnstyledButton className={classes.sourceLink} onClick={() => openLocation(app, place)}>
          {t`Open ${placeWords(place)}`}
        </UnstyledButton>
      ) : (
        <p className={classes.note}>{t`${placeWords(place)}, which is not there any more.`}</p>
      )}
    </Part>
  )
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className={classes.part}>
      <h3 className={classes.partTitle}>{title}</h3>
      {children}
    </div>
  )
}

function Steps({ steps }: { readonly steps: readonly WhyStep[] }) {
  return (
    <table className={classes.steps}>
      <thead>
        <tr>
          <th scope="col">{t`Who`}</th>
          <th scope="col">{t`Did what`}</th>
          <th scope="col">{t`Took`}</th>
        </tr>
      </thead>
      <tbody>
        {steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the steps of an entry never change
          <tr key={index}>
            <td className={classes.actor}>{step.actor}</td>
            <td>{step.outcome}</td>
            <td className={classes.took}>
              {step.durationMs === null ? '' : formatDuration(step.durationMs)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
