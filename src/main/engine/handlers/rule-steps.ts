import { oneLine } from './one-line'

export const sentUpstream = 'sent it upstream'
export const letThrough = 'let it through to the client'

/** Who acted, as *Why* names a rule. */
export function ruleActor(rule: string): string {
  return oneLine(`rule ${rule}`)
}

/** The step of a message that a rule sends upstream, `actor\toutcome`. */
export function forwardedStep(rule: string): string {
  return `${ruleActor(rule)}\t${sentUpstream}`
}

/** The step of a reply that a rule lets through. */
export function deliveredStep(rule: string): string {
  return `${ruleActor(rule)}\t${letThrough}`
}
