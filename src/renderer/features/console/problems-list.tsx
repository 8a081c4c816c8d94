import { t } from '../../../shared/text/t'
import type { CodeProblem } from '../../stores/app-state'
import { useAppStore, useAppStoreApi } from '../../stores/app-store-context'
import { openLocation } from '../handlers/open-files'
import classes from './console-drawer.module.css'

/** What is wrong with the code of all handler files; a click goes to the place. */
export function ProblemsList() {
  const problems = useAppStore((state) => state.ui.problems)
  const store = useAppStoreApi()
  if (problems.length === 0) return <p className={classes.empty}>{t`No problems in the handler files.`}</p>
  return (
    <ul aria-label={t`Problems`} className={classes.problems}>
      {problems.map((problem) => (
        <li key={keyOf(problem)}>
          <button
            type="button"
            className={classes.problem}
            onClick={() => openLocation(store, problem.location)}
          >
            <span className={classes.severity} data-level={problem.severity}>
              {problem.severity}
            </span>
            <span className={classes.text}>{problem.message}</span>
            <span className={classes.place}>
              {problem.location.file.slice(problem.location.file.lastIndexOf('/') + 1)}:
              {problem.location.line}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}

function keyOf({ message, location: { file, line, column } }: CodeProblem): string {
  return `${file}:${line}:${column} ${message}`
}
