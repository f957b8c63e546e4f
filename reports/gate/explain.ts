import type { Results } from '../pack/results.ts'
import { visible } from '../visible.ts'
import type { Decision } from './decide.ts'
import type { RuleResult } from './rules.ts'
import type { JudgedWaiver, WaiverState } from './waivers.ts'

/** More than these per rule are counted, not listed. */
const SHOWN = 10

/** What an id of a rule's evidence stands for: the requirement's title, the scenario's name; a sentence stands for itself. */
export function namesOf({ requirements, scenarios }: Results): (because: string) => string {
  const names = new Map([
    ...requirements.map(({ id, title }) => [id, `${id}  ${title}`] as const),
    ...scenarios.map(({ id, name, file, line, reason }) => [id, `${name} (${file}:${line})${reason === undefined ? '' : `: ${reason}`}`] as const),
  ])
  return (because) => names.get(because) ?? because
}

export const WAIVER_STATES: Record<WaiverState, string> = {
  active: 'counts',
  expired: 'has expired and does not count',
  stale: 'is no longer needed: take it out of the policy',
  powerless: 'cannot waive an error: the set-up has to be mended',
  unmatched: 'speaks of a requirement that the run did not have in its scope',
}

/** A decision in plain English, for a terminal. */
export function explain(decision: Decision, results: Results): string {
  const nameOf = namesOf(results)
  return [
    `${decision.headline}  (policy ${decision.policy.name}: ${decision.policy.title})`,
    '',
    ...decision.rules.flatMap((rule) => explainRule(rule, nameOf)),
    ...(decision.waivers.length === 0 ? [] : ['', 'Waivers', ...decision.waivers.map(explainWaiver)]),
  ]
    .map(visible)
    .join('\n')
}

function explainRule({ ok, title, seen, expected, because }: RuleResult, nameOf: (because: string) => string): string[] {
  const listed = because.slice(0, SHOWN).map((item) => `           ${nameOf(item)}`)
  const rest = because.length > SHOWN ? [`           and ${because.length - SHOWN} more`] : []
  return [`  ${ok ? 'ok      ' : 'NOT MET '} ${title}: ${seen} (${expected})`, ...(ok && expected !== 'any number' ? [] : [...listed, ...rest])]
}

const explainWaiver = ({ requirement, state, owner, expires, reason }: JudgedWaiver): string =>
  `  ${requirement}  ${WAIVER_STATES[state]}. ${reason} (${owner}, until ${expires})`
