import type { Results } from '../pack/results.ts'
import { visible } from '../visible.ts'
import type { JudgedAttestation } from './attestations.ts'
import type { Decision } from './decide.ts'
import type { RuleResult } from './rules.ts'
import type { JudgedWaiver } from './waivers.ts'

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

/** A decision in plain English, for a terminal. */
export function explain(decision: Decision, results: Results): string {
  const nameOf = namesOf(results)
  return [
    `${decision.headline}  (policy ${decision.policy.name}: ${decision.policy.title})`,
    '',
    ...decision.rules.flatMap((rule) => explainRule(rule, nameOf)),
    ...(decision.attestations.length === 0 ? [] : ['', 'Attestations', ...decision.attestations.map(explainAttestation)]),
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

const explainWaiver = ({ requirement, why, owner, expires, reason, risk }: JudgedWaiver): string =>
  `  ${requirement}  ${why}. ${reason} (${owner}, until ${expires})${risk === undefined ? '' : ` Risk accepted: ${risk}`}`

const explainAttestation = (attestation: JudgedAttestation): string =>
  `  ${attestation.requirement}  ${attestation.why}. ${attestation.statement} (${attestation.by}, ${attestation.role}, ${attestation.date}, until ${attestation.expires}; ${evidenceOf(attestation)})`

/** What an attestation rests on: `safety/hazard-log.pdf, SHA-256 ab12...`. */
export const evidenceOf = ({ evidence }: Pick<JudgedAttestation, 'evidence'>): string => ('link' in evidence ? `${evidence.link}, not followed` : `${evidence.file}, SHA-256 ${evidence.sha256}`)
