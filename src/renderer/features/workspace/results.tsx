import { t } from '../../../shared/text/t'
import { useAppStore } from '../../stores/app-store-context'
import { RegionTitleContext } from '../../ui/region'
import { RegionBoundary } from '../../ui/region-boundary'
import { ComposerRegion } from '../composer/composer-region'
import { HeldRegion } from '../held/held-region'
import { StatisticsRegion } from '../stats/statistics-region'
import { TrafficRegion } from '../traffic/traffic-region'
import classes from './results.module.css'
import { ResultsTabs } from './results-tabs'

/** Traffic, held messages, the composer and Statistics share a place; all stay mounted, so that Traffic keeps its scroll position. */
export function Results() {
  const tab = useAppStore((state) => state.ui.resultsTab)
  return (
    <>
      <div className={classes.place} hidden={tab !== 'traffic'}>
        <RegionTitleContext value={<ResultsTabs current="traffic" />}>
          <RegionBoundary name={t`Traffic`}>
            <TrafficRegion />
          </RegionBoundary>
        </RegionTitleContext>
      </div>
      <div className={classes.place} hidden={tab !== 'held'}>
        <RegionTitleContext value={<ResultsTabs current="held" />}>
          <RegionBoundary name={t`Held messages`}>
            <HeldRegion />
          </RegionBoundary>
        </RegionTitleContext>
      </div>
      <div className={classes.place} hidden={tab !== 'composer'}>
        <RegionTitleContext value={<ResultsTabs current="composer" />}>
          <RegionBoundary name={t`Composer`}>
            <ComposerRegion />
          </RegionBoundary>
        </RegionTitleContext>
      </div>
      <div className={classes.place} hidden={tab !== 'statistics'}>
        <RegionTitleContext value={<ResultsTabs current="statistics" />}>
          <RegionBoundary name={t`Statistics`}>
            <StatisticsRegion shown={tab === 'statistics'} />
          </RegionBoundary>
        </RegionTitleContext>
      </div>
    </>
  )
}
