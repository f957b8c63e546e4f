import type { JsonObject } from '../json.ts'
import { codeSystem, ERS_ID, extensionUrl, profile } from './systems.ts'
import type { Criteria, Purpose, Worklist } from './types.ts'

type Parameter = { name: string } & JsonObject

const parameters = (profileName: string, parameter: readonly (Parameter | false | undefined)[]): JsonObject => ({
  resourceType: 'Parameters',
  meta: { profile: [profile(profileName)] },
  parameter: parameter.filter((each) => each),
})

const identified = (name: string, system: string, value: string): Parameter => ({ name, valueIdentifier: { system, value } })
const coded = (name: string, system: string, code: string): Parameter => ({ name, valueCoding: { system, code } })
const patient = (nhsNumber: string) => identified('patient', ERS_ID.nhsNumber, nhsNumber)
const clinician = (id: string | undefined) => id !== undefined && identified('referringClinician', ERS_ID.user, id)

/** Reference data carry the address of e-RS itself as their system. */
export const referenceSystem = (base: string, set: string) => `${base}/STU3/CodeSystem/${set}`

const CRITERIA_ID = 'criteria'

const criteriaResource = (base: string, { priority, specialty, clinicType }: Criteria): JsonObject => ({
  id: CRITERIA_ID,
  ...parameters('ServiceSearchCriteria-Parameters', [
    coded('priority', codeSystem('Priority'), priority),
    coded('specialty', referenceSystem(base, 'SPECIALTY'), specialty),
    clinicType !== undefined && coded('clinicType', codeSystem('ClinicType'), clinicType),
    { name: 'ageAndGenderAppropriate', valueBoolean: true },
  ]),
})

/** The services chosen, in order, with the criteria that found them. */
const shortlist = (base: string, criteria: Criteria, services: readonly string[]): Parameter => ({
  name: 'shortlist',
  resource: {
    resourceType: 'List',
    meta: { profile: [profile('Shortlist-List')] },
    status: 'current',
    mode: 'snapshot',
    contained: [criteriaResource(base, criteria)],
    extension: [{ url: extensionUrl('Shortlist-SearchCriteria'), valueReference: { reference: `#${CRITERIA_ID}` } }],
    entry: services.map((value) => ({ item: { identifier: { system: ERS_ID.service, value } } })),
  },
})

const letterIntention = (letterToCome: boolean) =>
  coded('intentionToAddReferralLetter', codeSystem('ReferralLetterIntention'), letterToCome ? 'NEED_TO_ADD_LATER' : 'NOT_INTENDING_TO_ADD')
/** Patients are reminded by the provider, not by e-RS. */
const noReminder: Parameter = { name: 'firstReminderLetterFollowUpDays', valueUnsignedInt: 0 }

/** Who a request is about, and for which clinician an administrator makes it. */
export interface About {
  nhsNumber: string
  /** SDS user id; absent when the user refers in their own name. */
  onBehalfOf?: string
}

/** A010. */
export const searchRequest = (base: string, { nhsNumber, onBehalfOf }: About, purpose: Purpose, criteria: Criteria) =>
  parameters('PatientServiceSearch-Parameters', [
    coded('requestType', codeSystem('RequestType'), purpose),
    coded('sortBy', codeSystem('SortBy'), 'DISTANCE'),
    patient(nhsNumber),
    clinician(onBehalfOf),
    { name: 'searchCriteria', resource: criteriaResource(base, criteria) },
  ])

export interface Shortlist {
  criteria: Criteria
  /** Service ids in the order of preference. */
  services: readonly string[]
  /** Whether a letter will follow. */
  letterToCome: boolean
}

/** A011. */
export const createRequest = (base: string, { nhsNumber, onBehalfOf }: About, { criteria, services, letterToCome }: Shortlist) =>
  parameters('CreateReferral-Parameters', [
    patient(nhsNumber),
    clinician(onBehalfOf),
    letterIntention(letterToCome),
    noReminder,
    shortlist(base, criteria, services),
  ])

/** A031. */
export const shortlistRequest = (base: string, { criteria, services, letterToCome }: Shortlist) =>
  parameters('ChangeShortlist-Parameters', [shortlist(base, criteria, services), letterIntention(letterToCome), noReminder])

const attachment = (name: string, type: string, url: string, indexed: string, description?: string): Parameter => ({
  name,
  resource: {
    resourceType: 'DocumentReference',
    meta: { profile: [profile('DocumentReference')] },
    type: { coding: [{ system: codeSystem('AttachmentType'), code: type }] },
    status: 'current',
    indexed,
    ...(description !== undefined && { description }),
    content: [{ attachment: { url } }],
  },
})

/** A012: the whole set of letters, those already there included; what is not named is taken off. */
export const letterRequest = (letters: readonly { url: string; description?: string }[], indexed: string) =>
  parameters(
    'MaintainReferralLetter-Parameters',
    letters.map(({ url, description }) => attachment('referralLetterFile', 'REFERRER', url, indexed, description)),
  )

/** A036. */
export const cancelRequest = (base: string, { code, comments }: { code: string; comments?: string }) =>
  parameters('CancelReferral-Request-Parameters', [
    coded('cancellationReason', referenceSystem(base, 'REFERRAL-CANCELLATION-REASON'), code),
    comments !== undefined && { name: 'cancellationComments', valueString: comments },
  ])

/** A008. */
export const worklistRequest = (list: Worklist) =>
  parameters('FetchWorklist-Parameters', [{ name: 'listType', valueCodeableConcept: { coding: [{ system: codeSystem('ReferralListSelector'), code: list }] } }])

export interface AdviceQuestion {
  criteria: Criteria
  serviceId: string
  question: string
  /** Whether the provider may make a referral of it. */
  mayConvert: boolean
  /** Address of an uploaded file. */
  file?: string
}

/** A044. */
export const adviceRequest = (base: string, { nhsNumber, onBehalfOf }: About, { criteria, serviceId, question, mayConvert, file }: AdviceQuestion, indexed: string) =>
  parameters('CreateAdviceAndGuidance-Request-Parameters', [
    patient(nhsNumber),
    coded('providerConversionAuthorisation', codeSystem('ProviderConversionAuthorisation'), mayConvert ? 'AUTHORISED_TO_CONVERT' : 'NOT_AUTHORISED_TO_CONVERT'),
    shortlist(base, criteria, [serviceId]),
    { name: 'request', valueString: question },
    clinician(onBehalfOf),
    file !== undefined && attachment('requestAttachmentFile', 'ADVICE_REQUEST', file, indexed),
  ])

export interface Booking {
  ubrn: string
  /** Version of the referral it is made for. */
  version: string
  nhsNumber: string
  serviceId: string
  /** Absent: the booking is left to the provider. */
  slot?: { id: string; start: string; end: string; clinician?: string }
  /** Why it is left to them (`eRS-ReviewReason-1`). */
  deferredBecause?: string
}

/** A016. */
export const bookingRequest = ({ ubrn, version, nhsNumber, serviceId, slot, deferredBecause }: Booking): JsonObject => {
  const participant = (system: string, value: string) => ({ actor: { identifier: { system, value } }, status: 'accepted' })
  return {
    id: 'appointment',
    meta: { profile: [profile('Appointment')] },
    resourceType: 'Appointment',
    status: slot ? 'booked' : 'proposed',
    ...(deferredBecause !== undefined && { reason: [{ coding: [{ system: codeSystem('ReviewReason'), code: deferredBecause }] }] }),
    description: 'e-Referral Appointment',
    ...(slot && { start: slot.start, end: slot.end, slot: [{ reference: `Slot/${slot.id}` }] }),
    incomingReferral: [{ reference: `ReferralRequest/${ubrn}/_history/${version}` }],
    participant: [
      participant(ERS_ID.service, serviceId),
      participant(ERS_ID.nhsNumber, nhsNumber),
      ...(slot?.clinician === undefined ? [] : [participant(ERS_ID.user, slot.clinician)]),
    ],
  }
}
