import type { Outcome } from '../../../config/outcome.ts'
import type { RequirementResult } from '../../pack/results.ts'
import { SHOWN } from '../html/outcomes.ts'
import { markup, props, token } from './datatypes.ts'
import type { Prop } from './datatypes.ts'

export interface Finding {
  uuid: string
  title: string
  description: string
  props: Prop[]
  target: { type: 'statement-id'; 'target-id': string; title: string; status: Status }
  'related-observations'?: { 'observation-uuid': string }[]
}

interface Status {
  state: 'satisfied' | 'not-satisfied'
  reason: 'pass' | 'fail' | 'other'
  remarks: string
}

/**
 * A requirement as a finding. OSCAL knows satisfied and not satisfied only: what nothing has shown is not satisfied for
 * another `reason` than failing, and the property `outcome` has our word for it.
 *
 * @param distrust why nothing in the pack counts as shown; empty when all is well
 */
export function findingOf(requirement: RequirementResult, ids: { uuid: string; observations: string[] }, distrust: readonly string[]): Finding {
  const { id, title, statement, level, standard, standardTitle = '', area, basis, verification, outcome } = requirement
  return {
    uuid: ids.uuid,
    title: markup(`${id} ${title}`),
    description: markup(statement),
    props: props({ requirement: id, outcome, level, standard: `${standard} ${standardTitle}`, area, verification, basis }),
    target: { type: 'statement-id', 'target-id': token(id), title: markup(title), status: statusOf(outcome, distrust) },
    ...(ids.observations.length === 0 ? {} : { 'related-observations': ids.observations.map((uuid) => ({ 'observation-uuid': uuid })) }),
  }
}

function statusOf(outcome: Outcome, distrust: readonly string[]): Status {
  const shown = outcome === 'passed' || outcome === 'attested'
  if (shown && distrust.length === 0) return { state: 'satisfied', reason: 'pass', remarks: SHOWN[outcome].meaning }
  const remarks = [...(shown ? [] : [SHOWN[outcome].meaning]), ...distrust.map((why) => markup(why))].join(' ')
  return { state: 'not-satisfied', reason: outcome === 'failed' ? 'fail' : 'other', remarks }
}
