import { isValid } from '../../../../config/identifiers/nhs-number.ts'
import type { SpineState } from '../state.ts'
import { duplicateEvent, ISSUES, type Issue } from './codes.ts'
import { patientOf, type SummaryFacts } from './state.ts'

/** Takes a summary, or says what is wrong with it; nothing is wrong with one that was taken. */
export function takeSummary(state: SpineState, facts: SummaryFacts, { xml, now }: { xml: string; now: number }): readonly Issue[] {
  const issues = issuesOf(state, facts)
  if (issues.length === 0) patientOf(state, facts.nhsNumber).held.push({ ...facts, receivedAt: now, xml })
  return issues
}

function issuesOf(state: SpineState, { id, nhsNumber, replaces }: SummaryFacts): readonly Issue[] {
  if (!isValid(nhsNumber)) return ISSUES.nhsNumber
  const patient = patientOf(state, nhsNumber)
  if (patient.unknown) return ISSUES.nhsNumber
  if (patient.permission === 'No') return ISSUES.closed
  const { refuseNext } = patient
  delete patient.refuseNext
  if (refuseNext) return refuseNext
  if (patient.held.some((each) => each.id === id)) return duplicateEvent(id, nhsNumber)
  const current = patient.held.at(-1)?.id
  // Whatever else it replaces: the one that counts has to be among them, and there has to be one.
  if (current === undefined ? replaces.length > 0 : !replaces.includes(current)) return ISSUES.invalidUpdate
  return []
}
