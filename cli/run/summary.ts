import { OUTCOMES, type Outcome } from '../../config/outcome.ts'
import type { Decision } from '../../reports/gate/decide.ts'
import type { Counts, Results } from '../../reports/pack/results.ts'

/** What a run came to, for a terminal: by area and standard, what did not pass, and the gate's decision. */
export function summaryText(results: Results, decision: Decision, where: { pack: string; report: string | undefined; seconds: number }): string {
  const { totals } = results
  const titles = new Map(results.requirements.map((requirement) => [requirement.standard, requirement.standardTitle]))
  const shown = OUTCOMES.filter((outcome) => (totals.requirements[outcome] ?? 0) > 0)
  const notPassed = results.scenarios.filter(({ outcome }) => outcome === 'failed' || outcome === 'error')
  return [
    '',
    `Scenarios     ${countedText(totals.scenarios)}, in ${where.seconds.toFixed(1)} s`,
    `Checks        ${countedText(totals.checks)}`,
    `Requirements  ${countedText(totals.requirements)}`,
    '',
    table('Area', Object.entries(totals.byArea), shown),
    '',
    table('Standard', Object.entries(totals.byStandard).map(([id, counts]) => [titles.get(id) ? `${id} ${titles.get(id)}` : id, counts]), shown),
    ...(notPassed.length ? ['', 'Not passed', ...notPassed.map((scenario) => `  ${scenario.outcome.padEnd(6)}  ${scenario.name}\n          ${scenario.file}:${scenario.line}  ${scenario.requirements.join(', ')}`)] : []),
    '',
    ...(where.report ? [`Report        ${where.report}`] : []),
    `Evidence      ${where.pack} (sealed; "assay verify ${where.pack}" checks it)`,
    `Gate          ${decision.headline} (policy ${decision.policy.name})`,
    ...decision.rules.filter((rule) => !rule.ok).map((rule) => `              not met: ${rule.title}: saw ${rule.seen}, expected ${rule.expected}`),
    '',
  ].join('\n')
}

/** `3 passed, 1 failed`. */
export const countedText = (counts: Counts): string =>
  OUTCOMES.filter((outcome) => counts[outcome])
    .map((outcome) => `${counts[outcome]} ${outcome}`)
    .join(', ') || 'none'

const LONGEST_NAME = 56

function table(heading: string, rows: readonly (readonly [string, Counts])[], outcomes: readonly Outcome[]): string {
  const name = (text: string) => (text.length > LONGEST_NAME ? `${text.slice(0, LONGEST_NAME - 1)}…` : text)
  const width = Math.max(heading.length, ...rows.map(([text]) => name(text).length))
  const line = (first: string, cells: readonly string[]) => `${first.padEnd(width)}  ${cells.map((cell, at) => cell.padStart(Math.max(outcomes[at]!.length, 4))).join('  ')}`.trimEnd()
  return [line(heading, outcomes), ...rows.map(([text, counts]) => line(name(text), outcomes.map((outcome) => String(counts[outcome] ?? '·'))))].join('\n')
}
