import { Button, Group } from '@mantine/core'
import { Component, type ErrorInfo, type ReactNode } from 'react'
import { messageOf } from '../../shared/errors'
import { t } from '../../shared/text/t'
import { InItsTurn } from './in-its-turn'
import { notifyDone, perform } from './perform'
import { Region } from './region'
import classes from './region.module.css'

export interface RegionBoundaryProps {
  /** The region's accessible name. */
  readonly name: string
  readonly children: ReactNode
}

interface Failure {
  readonly cause: string
  /** Name, cause and stacks, for a report. */
  readonly details: string
}

interface RegionBoundaryState {
  readonly failure: Failure | null
}

/** Keeps what fails in one region from taking the window with it, and what takes long from keeping it: the others go on. */
export class RegionBoundary extends Component<RegionBoundaryProps, RegionBoundaryState> {
  override state: RegionBoundaryState = { failure: null }

  static getDerivedStateFromError(error: unknown): RegionBoundaryState {
    return { failure: { cause: messageOf(error), details: stackOf(error) } }
  }

  override componentDidCatch(error: unknown, { componentStack }: ErrorInfo): void {
    const details = [`${this.props.name}: ${messageOf(error)}`, stackOf(error), componentStack ?? '']
    this.setState({ failure: { cause: messageOf(error), details: details.join('\n') } })
  }

  override render(): ReactNode {
    const { failure } = this.state
    if (failure === null) return <InItsTurn>{this.props.children}</InItsTurn>
    return (
      <FailedRegion
        name={this.props.name}
        failure={failure}
        onRetry={() => this.setState({ failure: null })}
      />
    )
  }
}

interface FailedRegionProps {
  readonly name: string
  readonly failure: Failure
  readonly onRetry: () => void
}

function FailedRegion({ name, failure, onRetry }: FailedRegionProps) {
  const copy = async () => {
    if (await perform('app.copyText', failure.details)) notifyDone(t`Copied the details`)
  }
  return (
    <Region name={name}>
      <div role="alert" className={classes.failure}>
        <p>
          <strong>{t`${name} could not be shown.`}</strong> {t`The server and the rest of the window go on.`}
        </p>
        <p className={classes.cause}>{failure.cause}</p>
        <Group gap="xs">
          <Button onClick={onRetry}>{t`Try again`}</Button>
          <Button variant="default" onClick={() => void copy()}>
            {t`Copy details`}
          </Button>
        </Group>
      </div>
    </Region>
  )
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
