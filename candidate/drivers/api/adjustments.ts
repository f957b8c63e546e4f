import type { AdjustmentsView, AdjustmentVerbs } from '../../port/adjustments.ts'
import { done, type Answer } from '../../port/answer.ts'
import type { Session } from '../../port/identity.ts'
import type { FhirClient, FhirRequest, Resource } from './fhir-client.ts'
import { parameters, parametersOf, type FhirParameter } from './fhir-types.ts'

/** Reasonable adjustments through the candidate's FHIR API (docs/candidate-contract/adjustments.md). */
export function apiAdjustments(fhir: FhirClient): AdjustmentVerbs {
  const shown = async (session: Session, request: FhirRequest): Promise<Answer<AdjustmentsView>> => {
    const answer = await fhir.call(session, request)
    return answer.ok ? done(toView(answer.value.resource)) : answer
  }
  const ifMatch = (version: string | undefined): Record<string, string> => (version === undefined ? {} : { 'if-match': `W/"${version}"` })
  return {
    open: (session, patientId) => shown(session, { verb: 'adjustments.open', method: 'GET', path: `Patient/${patientId}/$reasonable-adjustments` }),
    add: (session, patientId, { code, consent }) =>
      shown(session, { verb: 'adjustments.add', method: 'POST', path: `Patient/${patientId}/$add-adjustment`, body: parameters({ code, consent }) }),
    change: (session, patientId, { id, version }, { code }) =>
      shown(session, { verb: 'adjustments.change', method: 'POST', path: `Patient/${patientId}/$change-adjustment`, body: parameters({ adjustment: id, code }), headers: ifMatch(version) }),
    end: (session, patientId, { id, version }, { reason, comment }) =>
      shown(session, {
        verb: 'adjustments.end',
        method: 'POST',
        path: `Patient/${patientId}/$end-adjustment`,
        body: parameters({ adjustment: id, reason, comment }),
        headers: ifMatch(version),
      }),
    removeAll: (session, patientId, { consent }, { reason, comment }) =>
      shown(session, {
        verb: 'adjustments.removeAll',
        method: 'POST',
        path: `Patient/${patientId}/$remove-adjustments`,
        body: parameters({ reason, comment }),
        headers: ifMatch(consent?.version),
      }),
  }
}

function toView(resource: Resource | undefined): AdjustmentsView {
  const list = parametersOf(resource)
  const named = (name: string) => list.filter((each) => each.name === name)
  const part = ({ part: parts = [] }: FhirParameter, name: string): string => {
    const found = parts.find((each) => each.name === name)
    return found?.valueCode ?? found?.valueString ?? ''
  }
  const [consent] = named('consent')
  const problem = named('problem')[0]?.valueString
  return {
    state: named('state')[0]?.valueCode ?? '',
    adjustments: named('adjustment').map((each) => ({ id: part(each, 'id'), version: part(each, 'version'), code: part(each, 'code'), term: part(each, 'term') })),
    unshared: named('unshared').map((each) => ({ code: part(each, 'code'), term: part(each, 'term') })),
    ...(problem !== undefined && { problem }),
    ...(consent && { consent: { version: part(consent, 'version'), role: part(consent, 'role') } }),
  }
}
