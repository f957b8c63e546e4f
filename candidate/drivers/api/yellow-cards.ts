import { done, type Answer } from '../../port/answer.ts'
import type { Session } from '../../port/identity.ts'
import type { PreparedCardView, YellowCardVerbs, YellowCardView } from '../../port/yellow-cards.ts'
import type { FhirClient, FhirRequest } from './fhir-client.ts'
import { parameters, parametersOf, type FhirParameter } from './fhir-types.ts'

/** Yellow cards through the candidate's FHIR API (docs/candidate-contract/yellow-cards.md). */
export function apiYellowCards(fhir: FhirClient): YellowCardVerbs {
  const call = async <T>(session: Session, request: FhirRequest, read: (answer: FhirParameter[]) => T): Promise<Answer<T>> => {
    const answer = await fhir.call(session, request)
    return answer.ok ? done(read(parametersOf(answer.value.resource))) : answer
  }
  const post = (verb: string, patientId: string, operation: string, values: Record<string, string | undefined>): FhirRequest => ({ verb: `yellowCards.${verb}`, method: 'POST', path: `Patient/${patientId}/$${operation}`, body: parameters(values) })
  const given = (value: string) => (value === '' ? undefined : value)
  return {
    prepare: (session, patientId) => call(session, post('prepare', patientId, 'prepare-yellow-card', {}), toPrepared),
    report: (session, patientId, { reaction, startedOn, outcome, suspects }) => call(session, post('report', patientId, 'yellow-card', { reaction: given(reaction), started: given(startedOn), outcome: given(outcome), suspects: given(suspects.join(',')) }), toCard),
    sendAgain: (session, patientId, id) => call(session, post('sendAgain', patientId, 'send-yellow-card', { card: id }), toCard),
    ofPatient: (session, patientId) => call(session, { verb: 'yellowCards.ofPatient', method: 'GET', path: `Patient/${patientId}/$yellow-cards` }, (list) => list.filter(({ name }) => name === 'card').map(({ part = [] }) => toCard(part))),
  }
}

function text(list: readonly FhirParameter[], name: string): string | undefined {
  const found = list.find((each) => each.name === name)
  return found?.valueString ?? found?.valueCode
}

function toPrepared(list: readonly FhirParameter[]): PreparedCardView {
  const parts = (name: string) => list.filter((each) => each.name === name).map(({ part = [] }) => part)
  const age = list.find(({ name }) => name === 'age')?.valueInteger
  return {
    initials: text(list, 'initials') ?? '',
    sex: text(list, 'sex') ?? '',
    medicines: parts('medicine').map((part) => ({ id: text(part, 'id') ?? '', term: text(part, 'term') ?? '' })),
    known: parts('known').map((part) => text(part, 'term') ?? ''),
    ...(age !== undefined && { age }),
  }
}

function toCard(part: readonly FhirParameter[]): YellowCardView {
  const [number, problem] = [text(part, 'number'), text(part, 'problem')]
  return { id: text(part, 'id') ?? '', state: text(part, 'state') ?? '', ...(number !== undefined && { number }), ...(problem !== undefined && { problem }) }
}
