import type { Config } from '../config/config.ts'
import { SYSTEM, type Resource } from '../fhir/resource.ts'
import type { Vaccination } from '../immunisations/vaccination.ts'
import type { Repeat } from '../patient-facing/prescriptions/repeats.ts'
import type { Referral } from '../referrals/referral.ts'
import { REFERRAL_TYPES } from '../referrals/referral-types.ts'

const PROFILE = 'https://fhir.nhs.uk/STU3/StructureDefinition'
export const profiled = (name: string) => ({ meta: { profile: [`${PROFILE}/${name}`] } })
/** An identifier that this system gives. */
export const own = (value: string) => ({ system: 'https://assay.example/Id/reference-record', value })
const concept = ({ code, term }: { code: string; term: string }) => ({ coding: [{ system: SYSTEM.snomed, code, display: term }] })
const PERIOD = { system: 'http://unitsofmeasure.org', unit: 'day', code: 'd' }

/** Each time that a medicine was issued, under the plan that it belongs to. */
export const stu3Issues = ({ id, patientId, dosage, quantity, unit, days, issuedOn, prescriber }: Repeat): Resource[] =>
  issuedOn.map((day, at) => ({
    resourceType: 'MedicationRequest',
    id: `${id}-issue-${at + 1}`,
    ...profiled('CareConnect-GPC-MedicationRequest-1'),
    identifier: [own(`issue-${id}-${at + 1}`)],
    basedOn: [{ reference: `MedicationRequest/${id}` }],
    status: 'completed',
    intent: 'order',
    medicationReference: { reference: `Medication/medication-${id}` },
    subject: { reference: `Patient/${patientId}` },
    authoredOn: day,
    recorder: { reference: `Practitioner/${prescriber.id}` },
    dosageInstruction: [{ text: dosage }],
    dispenseRequest: { validityPeriod: { start: day }, quantity: { value: quantity, unit }, expectedSupplyDuration: { value: days, ...PERIOD } },
  }))

/** A vaccination: given here, or told by others. */
export const stu3Immunization = ({ id, patientId, reference, givenAt, recordedAt, vaccine, lotNumber, organisation }: Vaccination, { odsCode }: Config['practice']): Resource => ({
  resourceType: 'Immunization',
  id,
  ...profiled('CareConnect-GPC-Immunization-1'),
  extension: [
    { url: `${PROFILE}/Extension-CareConnect-GPC-DateRecorded-1`, valueDateTime: recordedAt },
    { url: 'https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-VaccinationProcedure-1', valueCodeableConcept: concept(vaccine.procedure) },
  ],
  identifier: [own(reference)],
  status: 'completed',
  notGiven: false,
  vaccineCode: concept(vaccine.product),
  patient: { reference: `Patient/${patientId}` },
  date: givenAt,
  primarySource: organisation === odsCode,
  lotNumber,
})

const PRIORITIES = { ROUTINE: 'routine', URGENT: 'urgent', TWO_WEEK_WAIT: 'asap' } as const

/** A referral that has left the practice. */
export const stu3Referral = ({ id, patientId, ubrn, details }: Referral): Resource => ({
  resourceType: 'ReferralRequest',
  id,
  ...profiled('CareConnect-GPC-ReferralRequest-1'),
  identifier: [own(`referral-${id}`), ...(ubrn === undefined ? [] : [{ system: 'https://fhir.nhs.uk/Id/UBRN', value: ubrn }])],
  // What became of it is known to whoever received it: GP Connect has no other status.
  status: 'unknown',
  intent: 'order',
  priority: PRIORITIES[details.priority],
  subject: { reference: `Patient/${patientId}` },
  authoredOn: details.writtenAt,
  requester: { agent: { reference: `Practitioner/${details.clinician.id}` } },
  reasonCode: [concept({ code: details.type, term: REFERRAL_TYPES[details.type] ?? 'Patient referral' })],
  description: details.reason,
})
