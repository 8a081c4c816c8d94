import { usePanelRef } from 'react-resizable-panels'
import { t } from '../shared/text/t'
import classes from './app.module.css'
import { ActionsRegion } from './features/actions/actions-region'
import { BreakpointsRegion } from './features/breakpoints/breakpoints-region'
import { ClientRegion } from './features/client/client-region'
import { ConnectionsRegion } from './features/connections/connections-region'
import { FaultsRegion } from './features/faults/faults-region'
import { MessageRegion } from './features/frame-detail/message-region'
import { HandlersRegion } from './features/handlers/handlers-region'
import { HelpDialog } from './features/palette/help-dialog'
import { Palette } from './features/palette/palette'
import { PassthroughRegion } from './features/passthrough/passthrough-region'
import { RecordingsDialog } from './features/recording/recordings-dialog'
import { RoomsRegion } from './features/rooms/rooms-region'
import { ScenariosRegion } from './features/scenarios/scenarios-region'
import { AboutDialog } from './features/settings/about-dialog'
import { SettingsDialog } from './features/settings/settings-dialog'
import { StateRegion } from './features/state/state-region'
import { SummaryBar } from './features/stats/summary-bar'
import { Toolbar } from './features/toolbar/toolbar'
import { Tour } from './features/tour/tour'
import { DropWorkspace } from './features/workspace/drop-workspace'
import { Notices } from './features/workspace/notices'
import { Results } from './features/workspace/results'
import { InItsTurn } from './ui/in-its-turn'
import { RegionBoundary } from './ui/region-boundary'
import { Split, SplitHandle, SplitPane } from './ui/split'
import { useContrastAttribute } from './ui/use-contrast'

/** The window: which region is where. */
export function App() {
  useContrastAttribute()
  return (
    <main className={classes.app}>
      <h1 className="u-visually-hidden">Understudy</h1>
      <div className={classes.toolbar}>
        <InItsTurn>
          <Toolbar />
        </InItsTurn>
      </div>
      <Notices />
      <Split id="columns" orientation="horizontal">
        <SplitPane id="sidebar" defaultSize={260} minSize={180}>
          <Sidebar />
        </SplitPane>
        <SplitHandle label={t`Resize the sidebar`} />
        <SplitPane id="main" minSize={561}>
          <Main />
        </SplitPane>
      </Split>
      <div className={classes.summary}>
        <InItsTurn>
          <SummaryBar />
        </InItsTurn>
      </div>
      <InItsTurn>
        <Palette />
        <HelpDialog />
        <SettingsDialog />
        <AboutDialog />
        <Tour />
        <RecordingsDialog />
      </InItsTurn>
      <DropWorkspace />
    </main>
  )
}

function Sidebar() {
  return (
    <Split id="sidebar" orientation="vertical">
      <SplitPane id="connections" defaultSize="24" minSize={84}>
        <RegionBoundary name={t`Connections`}>
          <ConnectionsRegion />
        </RegionBoundary>
      </SplitPane>
      <SplitHandle label={t`Resize Connections`} />
      <SplitPane id="rooms" defaultSize="18" minSize={84}>
        <RegionBoundary name={t`Rooms`}>
          <RoomsRegion />
        </RegionBoundary>
      </SplitPane>
      <SplitHandle label={t`Resize Rooms`} />
      <SplitPane id="sections" defaultSize="58" minSize={84}>
        <div className={classes.sections}>
          <RegionBoundary name={t`Passthrough`}>
            <PassthroughRegion />
          </RegionBoundary>
          <RegionBoundary name={t`Breakpoints`}>
            <BreakpointsRegion />
          </RegionBoundary>
          <RegionBoundary name={t`Faults`}>
            <FaultsRegion />
          </RegionBoundary>
          <RegionBoundary name={t`Actions`}>
            <ActionsRegion />
          </RegionBoundary>
          <RegionBoundary name={t`Scenarios`}>
            <ScenariosRegion />
          </RegionBoundary>
          <RegionBoundary name={t`State`}>
            <StateRegion />
          </RegionBoundary>
        </div>
      </SplitPane>
    </Split>
  )
}

function Main() {
  const clientPane = usePanelRef()
  return (
    <Split id="rows" orientation="vertical">
      <SplitPane id="code" defaultSize="58" minSize={140}>
        <Split id="code" orientation="horizontal">
          <SplitPane id="handlers" minSize={260}>
            <RegionBoundary name={t`Handlers`}>
              <HandlersRegion />
            </RegionBoundary>
          </SplitPane>
          <SplitHandle label={t`Resize Client`} />
          <SplitPane id="client" defaultSize={280} minSize={220} panelRef={clientPane}>
            <RegionBoundary name={t`Client`}>
              <ClientRegion pane={clientPane} />
            </RegionBoundary>
          </SplitPane>
        </Split>
      </SplitPane>
      <SplitHandle label={t`Resize Traffic`} />
      <SplitPane id="results" defaultSize="42" minSize={120}>
        <Split id="results" orientation="horizontal">
          <SplitPane id="traffic" defaultSize="62" minSize={260}>
            <Results />
          </SplitPane>
          <SplitHandle label={t`Resize Message`} />
          <SplitPane id="message" defaultSize="38" minSize={300}>
            <RegionBoundary name={t`Message`}>
              <MessageRegion />
            </RegionBoundary>
          </SplitPane>
        </Split>
      </SplitPane>
    </Split>
  )
}
