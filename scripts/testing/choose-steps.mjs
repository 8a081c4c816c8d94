import { SetupError } from '../setup/project.mjs'

/**
 * Reads the arguments of `npm test`: names of steps (none means all), `--continue`.
 * @param {string[]} args
 * @param {readonly { name: string }[]} steps
 * @returns {{ chosen: { name: string }[], continueAfterFailure: boolean }} in the order of `steps`
 * @throws {SetupError} for anything else
 */
export function chooseSteps(args, steps) {
  const names = args.filter((argument) => argument !== '--continue')
  const unknown = names.find((name) => !steps.some((step) => step.name === name))
  if (unknown !== undefined) {
    throw new SetupError(
      `There is no test step "${unknown}". Steps: ${steps.map(({ name }) => name).join(', ')}; with --continue a failure does not end the run.`,
    )
  }
  return {
    chosen: steps.filter(({ name }) => names.length === 0 || names.includes(name)),
    continueAfterFailure: args.includes('--continue'),
  }
}
