import type { CheckEvidence, OmissionEvidence } from '../../config/evidence.ts'
import { summarise } from '../../config/outcome.ts'
import type { Outcome } from '../../config/outcome.ts'
import type { StepFacts } from './events.ts'

export interface Judgement {
  outcome: Outcome
  /** The first thing that explains an outcome other than `passed`. */
  reason?: string
}

/**
 * What becomes of a scenario: the worst of its steps and checks. Two rules guard against a silent pass:
 * without a single check it is an `error`, and steps that were skipped for no stated reason make it `skipped`.
 */
export function judgeScenario(steps: readonly StepFacts[], checks: readonly CheckEvidence[], omission?: OmissionEvidence): Judgement {
  const parts = [...steps, ...checks].map((part) => part.outcome)
  const worst = summarise(parts)
  if (worst === 'failed' || worst === 'error') return { outcome: worst, reason: explain(worst, steps, checks) }
  if (omission !== undefined) return { outcome: omission.outcome, reason: omission.reason }
  if (worst === 'skipped') return { outcome: 'skipped', reason: 'A step skipped the rest of the scenario without saying why.' }
  if (checks.length === 0) return { outcome: 'error', reason: 'No check ran: the scenario proves nothing.' }
  return { outcome: worst }
}

function explain(worst: Outcome, steps: readonly StepFacts[], checks: readonly CheckEvidence[]): string {
  const check = checks.find((candidate) => candidate.outcome === worst)
  if (check !== undefined) return [check.name, check.findings[0]?.what].filter(Boolean).join(': ')
  const step = steps.find((candidate) => candidate.outcome === worst)
  return step === undefined ? worst : `${step.keyword} ${step.text}: ${step.message?.split('\n')[0] ?? worst}`.trim()
}
