import { useEffect, useState } from 'react'
import { t } from '../../../shared/text/t'
import { useAppStoreApi } from '../../stores/app-store-context'
import { announcedChange } from './announced-change'
import classes from './scenarios.module.css'

/** Says what the choice of a scenario changed, wherever it was chosen, until another switch is turned. */
export function ScenarioStatus() {
  const app = useAppStoreApi()
  const [words, setWords] = useState('')
  useEffect(
    () =>
      app.subscribe((now, before) => {
        const next = announcedChange(now, before)
        if (next !== null) setWords(next)
      }),
    [app],
  )
  return (
    <p role="status" aria-label={t`Scenario change`} className={classes.status} title={words}>
      {words}
    </p>
  )
}
