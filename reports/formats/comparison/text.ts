import type { Outcome } from '../../../config/outcome.ts'
import { CHANGES } from '../../pack/compare.ts'
import type { ChangeKind, Comparison, RequirementChange, ScenarioChange, Totals } from '../../pack/compare.ts'
import { visible } from '../../visible.ts'

/** What each kind of change is called. */
export const CHANGE_WORDS: Record<ChangeKind, { word: string; meaning: string }> = {
  worse: { word: 'Worse', meaning: 'What was shown is shown no longer, or fails.' },
  vanished: { word: 'Vanished', meaning: 'Only the old run has it.' },
  changed: { word: 'Changed', meaning: 'Something else became of it, and it is not shown to be met.' },
  better: { word: 'Better', meaning: 'It is shown now, and was not.' },
  appeared: { word: 'Appeared', meaning: 'Only the new run has it.' },
}

/** `passed -> failed`; a dash where there is nothing. */
export const way = ({ before, after }: { before?: Outcome; after?: Outcome }): string => `${before ?? '-'} -> ${after ?? '-'}`

export function headlineOf({ totals }: Comparison): string {
  if (totals.regressions === 0 && same(totals.requirements) && same(totals.scenarios)) return 'Nothing changed.'
  if (totals.regressions === 0) return 'Nothing got worse.'
  return `Something got worse: ${counted(totals.requirements)} requirements and ${counted(totals.scenarios)} scenarios got worse or vanished.`
}

const same = (totals: Totals): boolean => CHANGES.every((kind) => totals[kind] === 0)
const counted = (totals: Totals): number => totals.worse + totals.vanished

/** A comparison in plain English, for a terminal. */
export function comparisonText(comparison: Comparison): string {
  const { old, new: now, unlike, requirements, scenarios, totals } = comparison
  return [
    headlineOf(comparison),
    '',
    `Old  ${old.candidate}, run ${old.runId} of ${old.startedAt}: ${old.requirements} requirements, ${old.scenarios} scenarios`,
    `New  ${now.candidate}, run ${now.runId} of ${now.startedAt}: ${now.requirements} requirements, ${now.scenarios} scenarios`,
    ...(unlike.length === 0 ? [] : ['', 'The runs are unlike in', ...unlike.map((fact) => `  ${fact.what.padEnd(12)}  ${fact.old || 'none'} -> ${fact.new || 'none'}`)]),
    '',
    `Requirements  ${totalsText(totals.requirements)}`,
    `Scenarios     ${totalsText(totals.scenarios)}`,
    ...CHANGES.flatMap((kind) => [
      ...block(`${CHANGE_WORDS[kind].word}: requirements`, requirements.filter(({ change }) => change === kind), requirementLines),
      ...block(`${CHANGE_WORDS[kind].word}: scenarios`, scenarios.filter(({ change }) => change === kind), scenarioLines),
    ]),
  ]
    .map(visible)
    .join('\n')
}

export const totalsText = (totals: Totals): string => [...CHANGES.map((kind) => `${totals[kind]} ${kind}`), `${totals.same} as before`].join(', ')

function block<T>(heading: string, changes: readonly T[], lines: (change: T) => string[]): string[] {
  return changes.length === 0 ? [] : ['', heading, ...changes.flatMap(lines)]
}

const requirementLines = (change: RequirementChange): string[] => [`  ${way(change).padEnd(20)}  ${change.id}  ${change.level}  ${change.title}`]

const scenarioLines = (change: ScenarioChange): string[] => [
  `  ${way(change).padEnd(20)}  ${change.name}`,
  `  ${''.padEnd(20)}  ${change.file}:${change.line}  ${change.requirements.join(', ')}`,
  ...change.newlyNotPassed.map((check) => `  ${''.padEnd(20)}  now not passed: ${check}`),
  ...change.noLongerNotPassed.map((check) => `  ${''.padEnd(20)}  no longer so:   ${check}`),
]
