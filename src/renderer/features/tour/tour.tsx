import { Button, CloseButton } from '@mantine/core'
import { type CSSProperties, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { commands } from '../../../shared/commands'
import { t } from '../../../shared/text/t'
import { focusRegion } from '../../commands/focus-region'
import { describeKey } from '../../commands/key-match'
import { isMac } from '../../ipc/bridge'
import { useAppStore, useAppStoreApi } from '../../stores/app-store-context'
import { perform } from '../../ui/perform'
import { placeBeside } from './place-beside'
import classes from './tour.module.css'
import { type TourStep, tourSteps } from './tour-steps'

/** The tour's card beside the region of the step. It blocks nothing: what it tells of can be tried at once. */
export function Tour() {
  const index = useAppStore((state) => state.ui.tourStep)
  const store = useAppStoreApi()
  const connected = useAppStore(({ clients }) => clients.some(({ status }) => status.state === 'open'))
  const saveKey = describeKey(commands.find(({ id }) => id === 'file.save')?.key ?? '', isMac())
  const steps = tourSteps(saveKey, connected)
  const step = index === null ? undefined : steps[index]
  if (index === null || !step) return null

  const go = (to: number) => store.getState().setUi({ tourStep: to })
  const end = (region: string) => {
    store.getState().setUi({ tourStep: null })
    // The card is gone, and so is the notice that may have opened it.
    focusRegion(region)
    void perform('preferences.set', { tourSeen: true })
  }
  return (
    <TourCard
      key={index}
      step={step}
      index={index}
      count={steps.length}
      onGo={go}
      // Left early, on with what the step was about.
      onEnd={() => end(step.region)}
      // Seen to its end, on with what it began with: connect a client.
      onDone={() => end(steps[0]?.region ?? step.region)}
    />
  )
}

interface TourCardProps {
  readonly step: TourStep
  readonly index: number
  readonly count: number
  readonly onGo: (index: number) => void
  readonly onEnd: () => void
  readonly onDone: () => void
}

function TourCard({ step, index, count, onGo, onEnd, onDone }: TourCardProps) {
  const card = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState<CSSProperties>({ left: 0, top: 0, opacity: 0 })
  const isLast = index === count - 1

  useLayoutEffect(() => {
    const target = regionOf(step.region)
    if (!card.current || !target) return
    target.dataset.toured = ''
    const put = () => {
      if (card.current) setPlace(placeBeside(target.getBoundingClientRect(), card.current, window))
    }
    put()
    const observer = new ResizeObserver(put)
    observer.observe(target)
    observer.observe(document.body)
    return () => {
      observer.disconnect()
      delete target.dataset.toured
    }
  }, [step])

  useEffect(() => card.current?.querySelector<HTMLElement>('[data-next]')?.focus(), [])

  return (
    <div
      ref={card}
      role="dialog"
      aria-label={t`Tour: ${step.title}`}
      aria-describedby="tour-text"
      className={classes.card}
      style={place}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onEnd()
      }}
    >
      <div className={classes.head}>
        <h2 className={classes.title}>{step.title}</h2>
        <CloseButton aria-label={t`End the tour`} size="sm" onClick={onEnd} />
      </div>
      <p id="tour-text" className={classes.text}>
        {step.text}
      </p>
      <div className={classes.foot}>
        <span className={classes.count}>{t`${index + 1} of ${count}`}</span>
        {index > 0 && (
          <Button variant="default" onClick={() => onGo(index - 1)}>
            {t`Back`}
          </Button>
        )}
        <Button data-next onClick={() => (isLast ? onDone() : onGo(index + 1))}>
          {isLast ? t`Done` : t`Next`}
        </Button>
      </div>
    </div>
  )
}

function regionOf(name: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(
    `section[aria-label="${name}"], [role="toolbar"][aria-label="${name}"]`,
  )
}
