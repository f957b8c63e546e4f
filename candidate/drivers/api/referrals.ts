import { done, type Answer } from '../../port/answer.ts'
import { CandidateFault } from '../../port/faults.ts'
import type { Session } from '../../port/identity.ts'
import type { ReferralVerbs, ReferralView } from '../../port/referrals.ts'
import type { FhirClient, FhirResult, Resource } from './fhir-client.ts'
import { entriesOf, parametersOf } from './fhir-types.ts'
import { fromDraft, fromLetter, toAdviceView, toReferralView, toServiceOffer, toWorklistLine } from './referral-mapping.ts'

type Parameter = { name: string } & Record<string, unknown>

/** Parameters of which any may be there several times, in order; those without a value are left out. */
const list = (parameter: readonly (Parameter | undefined | false)[]): Resource => ({ resourceType: 'Parameters', parameter: parameter.filter((each) => each) })
const text = (name: string, value: string | undefined): Parameter | undefined => (value === undefined ? undefined : { name, valueString: value })
const texts = (name: string, values: readonly string[] = []): Parameter[] => values.map((valueString) => ({ name, valueString }))
const patient = (id: string | undefined) => text('patient', id && `Patient/${id}`)

/** Referrals through the candidate's FHIR API (docs/candidate-contract/referrals.md). */
export function apiReferrals(fhir: FhirClient): ReferralVerbs {
  const view = (answer: Answer<FhirResult>): Answer<ReferralView> => (answer.ok ? done(toReferralView(answer.value.resource, answer.value)) : answer)

  /** A change of a referral as the user has it in front of them. Their patient is the referral's, unless told. */
  const change = async (session: Session, verb: string, operation: string, seen: ReferralView, parameter: readonly (Parameter | undefined | false)[], onScreen = seen.patientId) =>
    view(
      await fhir.call(session, {
        verb: `referrals.${verb}`,
        method: 'POST',
        path: `ServiceRequest/${seen.id}/${operation}`,
        body: list([patient(onScreen), ...parameter]),
        headers: { 'if-match': `W/"${seen.version}"` },
      }),
    )
  const each = <T>(answer: Answer<FhirResult>, map: (resource: Resource) => T): Answer<T[]> => (answer.ok ? done(entriesOf(answer.value.resource).map(map)) : answer)

  return {
    async searchServices(session, { patientId, for: purpose, priority, specialty, clinicType, clinicianId }) {
      const body = list([patient(patientId), text('for', purpose), text('priority', priority), text('specialty', specialty), text('clinicType', clinicType), text('clinician', clinicianId)])
      return each(await fhir.call(session, { verb: 'referrals.searchServices', method: 'POST', path: 'ServiceRequest/$search-services', body }), toServiceOffer)
    },
    write: async (session, draft) => view(await fhir.call(session, { verb: 'referrals.write', method: 'POST', path: 'ServiceRequest', body: fromDraft(draft) })),
    refer: (session, seen, { serviceIds, letter, withoutLetter, acknowledged, onScreen }) =>
      change(
        session,
        'refer',
        '$refer',
        seen,
        [...texts('service', serviceIds), letter && fromLetter(letter), withoutLetter && { name: 'letterIntention', valueString: 'none' }, ...texts('acknowledged', acknowledged)],
        onScreen ?? seen.patientId,
      ),
    read: async (session, id) => view(await fhir.call(session, { verb: 'referrals.read', method: 'GET', path: `ServiceRequest/${id}` })),
    look: async (session, id) => view(await fhir.call(session, { verb: 'referrals.look', method: 'POST', path: `ServiceRequest/${id}/$refresh`, body: list([]) })),
    async ofPatient(session, patientId) {
      const answer = await fhir.call(session, { verb: 'referrals.ofPatient', method: 'GET', path: `ServiceRequest?patient=Patient/${patientId}` })
      return each(answer, (resource) => toReferralView(resource, { version: undefined, exchange: answer.ok ? answer.value.exchange : '' }))
    },
    attachLetter: (session, seen, letter, onScreen) => change(session, 'attachLetter', '$attach-letter', seen, [fromLetter(letter)], onScreen ?? seen.patientId),
    sendWaitingLetters: (session, seen) => change(session, 'sendWaitingLetters', '$attach-letter', seen, []),
    changeShortlist: (session, seen, serviceIds) => change(session, 'changeShortlist', '$update-shortlist', seen, texts('service', serviceIds)),
    cancel: (session, seen, { code, comments }) => change(session, 'cancel', '$cancel', seen, [text('reason', code), text('comments', comments)]),
    async cancellationReasons(session, id) {
      const answer = await fhir.call(session, { verb: 'referrals.cancellationReasons', method: 'GET', path: `ServiceRequest/${id}/$cancellation-reasons` })
      if (!answer.ok) return answer
      return done(parametersOf(answer.value.resource).flatMap(({ part = [] }) => part.flatMap(({ name, valueCode }) => (name === 'code' && valueCode !== undefined ? [valueCode] : []))))
    },
    async patientLetter(session, id) {
      const answer = await fhir.call(session, { verb: 'referrals.patientLetter', method: 'GET', path: `ServiceRequest/${id}/$patient-letter` })
      if (!answer.ok) return answer
      const { data, contentType } = answer.value.resource as { data?: string; contentType?: string }
      if (typeof data !== 'string' || contentType !== 'application/pdf') {
        throw new CandidateFault(`Expected the letter for the patient as a Binary with a PDF, saw ${contentType ?? 'no content type'}.`, { exchange: answer.value.exchange })
      }
      return done(Uint8Array.from(Buffer.from(data, 'base64')))
    },
    async worklist(session, name) {
      return each(await fhir.call(session, { verb: 'referrals.worklist', method: 'GET', path: `Task?code=referral-worklist&list=${name}` }), toWorklistLine)
    },
    async freeSlots(session, id, serviceId) {
      const answer = await fhir.call(session, { verb: 'referrals.freeSlots', method: 'GET', path: `ServiceRequest/${id}/$slots?service=${serviceId}` })
      return each(answer, (resource) => ({ id: String(resource['id']), start: String(resource['start']), end: String(resource['end']) }))
    },
    book: (session, seen, { serviceId, slotId }) => change(session, 'book', '$book', seen, [text('service', serviceId), text('slot', slotId)]),
    defer: (session, seen, { serviceId, triage }) => change(session, 'defer', '$defer', seen, [text('service', serviceId), text('to', triage ? 'triage' : 'booking')]),
    async askAdvice(session, { patientId, priority, specialty, clinicType, clinicianId, serviceId, question, mayConvert, acknowledged }) {
      const body = list([
        patient(patientId),
        text('priority', priority),
        text('specialty', specialty),
        text('clinicType', clinicType),
        text('clinician', clinicianId),
        text('service', serviceId),
        text('question', question),
        mayConvert !== undefined && { name: 'mayConvert', valueBoolean: mayConvert },
        ...texts('acknowledged', acknowledged),
      ])
      const answer = await fhir.call(session, { verb: 'referrals.askAdvice', method: 'POST', path: 'ServiceRequest/$ask-advice', body })
      return answer.ok ? done(toAdviceView(answer.value.resource, answer.value.exchange)) : answer
    },
    async lookAtAdvice(session, id) {
      const answer = await fhir.call(session, { verb: 'referrals.lookAtAdvice', method: 'POST', path: `ServiceRequest/${id}/$refresh`, body: list([]) })
      return answer.ok ? done(toAdviceView(answer.value.resource, answer.value.exchange)) : answer
    },
    async adviceToReadList(session) {
      return each(await fhir.call(session, { verb: 'referrals.adviceToReadList', method: 'GET', path: 'Task?code=advice-worklist' }), (resource) => toAdviceView(resource))
    },
  }
}
