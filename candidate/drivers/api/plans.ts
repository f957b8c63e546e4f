import { done, type Answer } from '../../port/answer.ts'
import { CandidateFault } from '../../port/faults.ts'
import type { Session } from '../../port/identity.ts'
import type { PlanVerbs, PlanView, RecordElsewhere } from '../../port/plans.ts'
import type { FhirClient, FhirRequest } from './fhir-client.ts'
import { parameters, parametersOf, type FhirParameter } from './fhir-types.ts'

/** Plans here and elsewhere through the candidate's FHIR API (docs/candidate-contract/plans.md). */
export function apiPlans(fhir: FhirClient): PlanVerbs {
  const call = async <T>(session: Session, request: FhirRequest, read: (answer: FhirParameter[]) => T): Promise<Answer<T>> => {
    const answer = await fhir.call(session, request)
    return answer.ok ? done(read(parametersOf(answer.value.resource))) : answer
  }
  const operation = (verb: string, patientId: string, name: string, values: Record<string, string | undefined>): FhirRequest => ({ verb: `plans.${verb}`, method: 'POST', path: `Patient/${patientId}/$${name}`, body: parameters(values) })
  return {
    findElsewhere: (session, patientId, type) => call(session, operation('findElsewhere', patientId, 'find-records-elsewhere', { type }), (answer) => parts(answer, 'record').map(toRecord)),
    countElsewhere: (session, patientId) => call(session, operation('countElsewhere', patientId, 'count-records-elsewhere', {}), toCount),
    openElsewhere: (session, patientId, id) =>
      call(session, operation('openElsewhere', patientId, 'open-record-elsewhere', { record: id }), (answer) => ({ contentType: text(answer, 'content-type') ?? '', content: text(answer, 'content') ?? '' })),
    publish: (session, patientId, plan) => call(session, operation('publish', patientId, 'publish-plan', { ...plan }), toPlan),
    sendAgain: (session, patientId, id) => call(session, operation('sendAgain', patientId, 'send-plan', { plan: id }), toPlan),
    withdraw: (session, patientId, id) => call(session, operation('withdraw', patientId, 'withdraw-plan', { plan: id }), toPlan),
    ofPatient: (session, patientId) => call(session, { verb: 'plans.ofPatient', method: 'GET', path: `Patient/${patientId}/$plans` }, (answer) => parts(answer, 'plan').map(toPlan)),
  }
}

const parts = (list: readonly FhirParameter[], name: string): FhirParameter[][] => list.filter((each) => each.name === name).map(({ part = [] }) => part)

function text(list: readonly FhirParameter[], name: string): string | undefined {
  const found = list.find((each) => each.name === name)
  return found?.valueString ?? found?.valueCode
}

function toRecord(part: readonly FhirParameter[]): RecordElsewhere {
  const contact = text(part, 'contact')
  return { id: text(part, 'id') ?? '', type: text(part, 'type') ?? '', holder: text(part, 'holder') ?? '', ...(contact !== undefined && { contact }) }
}

function toPlan(part: readonly FhirParameter[]): PlanView {
  const id = text(part, 'id')
  if (id === undefined) throw new CandidateFault('Expected a plan with an id, saw none.')
  return { id, type: text(part, 'type') ?? '', title: text(part, 'title') ?? '', state: text(part, 'state') ?? '' }
}

function toCount(list: readonly FhirParameter[]): number {
  const count = list.find(({ name }) => name === 'count')?.valueInteger
  if (count === undefined) throw new CandidateFault('Expected a count, saw none.')
  return count
}
