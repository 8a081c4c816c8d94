import { useMemo } from 'react'
import { useAppStore } from '../../stores/app-store-context'
import { type SwitchState, switchStates } from './switch-states'

/** Every switch of the workspace as it stands. */
export function useSwitchStates(): readonly SwitchState[] {
  const rules = useAppStore((state) => state.rules)
  const faults = useAppStore((state) => state.faults)
  const breakpoints = useAppStore((state) => state.breakpoints)
  const handlerFiles = useAppStore((state) => state.handlerFiles)
  const scenarios = useAppStore((state) => state.scenarios)
  return useMemo(
    () => switchStates({ rules, faults, breakpoints, handlerFiles, scenarios }),
    [rules, faults, breakpoints, handlerFiles, scenarios],
  )
}
