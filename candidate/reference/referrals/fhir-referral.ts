import { concept, SYSTEM, type Resource } from '../fhir/resource.ts'
import { ERS_ID } from '../national/ers/systems.ts'
import type { NationalSlot, OfferedService } from '../national/ers/types.ts'
import { ADVICE_WORDS, type Advice } from './advice.ts'
import { scanInWords } from './letter-files.ts'
import { waitingLetters } from './letters.ts'
import { REFERRAL_TYPES } from './referral-types.ts'
import { PRIORITY_WORDS, urgencyFlag, type LetterFile, type Person, type Referral } from './referral.ts'
import type { WorklistLine } from './worklists.ts'

const ASSAY = 'https://assay.example'
const UBRN = 'https://fhir.nhs.uk/Id/UBRN'
const PRIORITY = `${ASSAY}/CodeSystem/referral-priority`
const SPECIALTY = `${ASSAY}/CodeSystem/ers-specialty`
const CLINIC_TYPE = `${ASSAY}/CodeSystem/ers-clinic-type`
const STATE = `${ASSAY}/CodeSystem/ers-referral-state`
export const extension = (name: string) => `${ASSAY}/StructureDefinition/${name}`

const practitioner = ({ id, name }: Person) => ({ type: 'Practitioner', identifier: { system: SYSTEM.sdsUser, value: id }, display: name })
const service = ({ id, name }: { id: string; name: string }) => ({ type: 'HealthcareService', identifier: { system: ERS_ID.service, value: id }, display: name })
const said = (name: string, value: string | undefined) => (value === undefined ? [] : [{ url: extension(name), valueString: value }])

const STATUS = { draft: 'draft', unconfirmed: 'unknown', sent: 'active', cancelled: 'revoked', 'by-hand': 'completed' } as const

/** A referral as a FHIR ServiceRequest (UK Core), with its letters. */
export function fhirReferral({ id, version, patientId, status, ubrn, details, national }: Referral, letters: readonly LetterFile[]): Resource {
  const flag = urgencyFlag(details.priority)
  const { cancellation, receiver, specialty, clinicType } = details
  return {
    resourceType: 'ServiceRequest',
    id,
    meta: { versionId: String(version), profile: ['https://fhir.hl7.org.uk/StructureDefinition/UKCore-ServiceRequest'] },
    contained: letterResources(letters, national),
    extension: [
      { url: extension('referral-priority'), valueCodeableConcept: concept(PRIORITY, details.priority, PRIORITY_WORDS[details.priority]) },
      { url: extension('written-by'), valueReference: practitioner(details.author) },
      ...said('urgency-flag', flag),
      ...(national
        ? [
            {
              url: extension('referral-state'),
              extension: [
                { url: 'state', valueCodeableConcept: concept(STATE, national.state.code, national.state.display) },
                ...(national.state.reason === undefined ? [] : [{ url: 'reason', valueString: national.state.reason }]),
                ...(national.state.comments === undefined ? [] : [{ url: 'comments', valueString: national.state.comments }]),
              ],
            },
          ]
        : []),
      ...(cancellation
        ? [
            {
              url: extension('cancellation'),
              extension: [
                ...(cancellation.code === undefined ? [] : [{ url: 'reason', valueCode: cancellation.code }]),
                ...(cancellation.comments === undefined ? [] : [{ url: 'comments', valueString: cancellation.comments }]),
              ],
            },
          ]
        : []),
      ...(national?.appointment
        ? [
            {
              url: extension('referral-appointment'),
              extension: [
                { url: 'status', valueCode: national.appointment.status },
                ...(national.appointment.serviceId === undefined ? [] : [{ url: 'service', valueString: national.appointment.serviceId }]),
                ...(national.appointment.start === undefined ? [] : [{ url: 'start', valueDateTime: national.appointment.start }]),
              ],
            },
          ]
        : []),
    ],
    ...(ubrn !== undefined && { identifier: [{ system: UBRN, value: ubrn }] }),
    status: STATUS[status],
    intent: 'order',
    category: [{ coding: [{ system: `${ASSAY}/CodeSystem/referral-way`, code: status === 'by-hand' || receiver ? 'by-hand' : 'e-referral' }] }],
    priority: details.priority === 'ROUTINE' ? 'routine' : 'urgent',
    code: concept(SYSTEM.snomed, details.type, REFERRAL_TYPES[details.type]),
    orderDetail: [...(specialty === undefined ? [] : [concept(SPECIALTY, specialty)]), ...(clinicType === undefined ? [] : [concept(CLINIC_TYPE, clinicType)])],
    subject: { reference: `Patient/${patientId}` },
    authoredOn: details.writtenAt,
    requester: practitioner(details.clinician),
    performer: receiver ? [{ display: receiver.organisation }, ...(receiver.professional === undefined ? [] : [{ type: 'Practitioner', display: receiver.professional }])] : details.shortlist.map(service),
    reasonCode: [{ text: details.reason }],
  }
}

/** Letters in e-RS with what became of their scan, and those that are only here. */
function letterResources(letters: readonly LetterFile[], national: Referral['national']) {
  return [
    ...(national?.letters ?? []).map(({ url, name, availability }) => {
      const scan = scanInWords(availability)
      return letterResource(url, name, scan.needsAction ? 'unusable' : 'attached', scan.text)
    }),
    ...waitingLetters(letters, national).map(({ id, name }) => letterResource(`letter-${id}`, name, 'waiting', 'Not sent yet')),
  ]
}

const letterResource = (url: string, title: string, standing: 'attached' | 'unusable' | 'waiting', words: string) => ({
  resourceType: 'DocumentReference',
  id: url.replaceAll(/[^\w.-]/g, '-'),
  status: 'current',
  docStatus: standing === 'waiting' ? 'preliminary' : 'final',
  extension: [{ url: extension('letter-standing'), valueCode: standing }, ...said('letter-standing-in-words', words)],
  content: [{ attachment: { title, url } }],
})

/** A service that can be chosen. */
export const fhirService = ({ id, name, location, wait, distance, letterRequired, directlyBookable, triage, alert }: OfferedService): Resource => ({
  resourceType: 'HealthcareService',
  identifier: [{ system: ERS_ID.service, value: id }],
  active: true,
  name,
  location: [{ display: location }],
  ...(alert !== undefined && { comment: alert }),
  extension: [
    ...said('wait', wait),
    ...(distance === undefined ? [] : [{ url: extension('distance-miles'), valueInteger: distance }]),
    { url: extension('letter-required'), valueBoolean: letterRequired },
    { url: extension('directly-bookable'), valueBoolean: directlyBookable },
    { url: extension('triage'), valueBoolean: triage },
  ],
})

export const fhirOfferedSlot = ({ id, start, end, clinician }: NationalSlot): Resource => ({
  resourceType: 'Slot',
  id,
  status: 'free',
  start,
  end,
  ...(clinician !== undefined && { extension: [{ url: extension('clinician'), valueReference: { identifier: { system: SYSTEM.sdsUser, value: clinician } } }] }),
})

/** A line of a worklist as a FHIR Task. */
export const fhirWorklistLine = ({ ubrn, nhsNumber, list, priority, created, context, status, reason, letterDue, referralId, patientId, patientName, flag }: WorklistLine): Resource => ({
  resourceType: 'Task',
  id: `referral-${ubrn}`,
  status: 'requested',
  intent: 'order',
  priority: priority === 'ROUTINE' ? 'routine' : 'urgent',
  code: { coding: [{ system: `${ASSAY}/CodeSystem/candidate-task`, code: 'referral-worklist' }], text: list },
  identifier: [{ system: UBRN, value: ubrn }],
  ...(context !== '' && { description: context }),
  ...(referralId !== undefined && { focus: { reference: `ServiceRequest/${referralId}` } }),
  for: { identifier: { system: SYSTEM.nhsNumber, value: nhsNumber }, ...(patientId !== undefined && { reference: `Patient/${patientId}` }), ...(patientName !== undefined && { display: patientName }) },
  authoredOn: created,
  ...(status !== undefined && { businessStatus: { text: status } }),
  ...(reason !== undefined && { statusReason: { text: reason } }),
  ...(letterDue !== undefined && { restriction: { period: { end: letterDue } } }),
  extension: [{ url: extension('referral-priority'), valueCodeableConcept: concept(PRIORITY, priority, PRIORITY_WORDS[priority]) }, ...said('urgency-flag', flag)],
})

/** A request for advice with its conversation. */
export const fhirAdvice = ({ id, version, patientId, status, ubrn, details, national }: Advice): Resource => ({
  resourceType: 'ServiceRequest',
  id: `advice-${id}`,
  meta: { versionId: String(version) },
  ...(ubrn !== undefined && { identifier: [{ system: UBRN, value: ubrn }] }),
  status: status === 'unconfirmed' ? 'unknown' : status === 'not-sent' ? 'draft' : 'active',
  intent: 'order',
  category: [{ coding: [{ system: `${ASSAY}/CodeSystem/referral-way`, code: 'advice' }] }],
  subject: { reference: `Patient/${patientId}` },
  authoredOn: details.askedAt,
  requester: practitioner(details.clinician),
  performer: [service(details.service)],
  reasonCode: [{ text: details.question }],
  extension: [
    { url: extension('may-convert'), valueBoolean: details.mayConvert },
    ...(national ? [{ url: extension('advice-status'), valueCodeableConcept: concept(`${ASSAY}/CodeSystem/ers-advice-status`, national.status, ADVICE_WORDS[national.status] ?? national.status) }] : []),
  ],
  note: (national?.messages ?? []).map(({ from, at, text }) => ({ authorString: from, time: at, text })),
})
