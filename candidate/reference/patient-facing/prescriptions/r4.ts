import { createHash } from 'node:crypto'
import { behaviour } from '../../behaviour.ts'
import { SYSTEM, type Resource } from '../../fhir/resource.ts'
import type { Repeat } from './repeats.ts'
import type { RepeatRequest } from './requests.ts'

/** Prescriptions in FHIR R4, as GP Connect (Patient Facing) Prescriptions Management publishes them. */
const UK_CORE = 'https://fhir.hl7.org.uk/StructureDefinition'
const UUID_SYSTEM = 'https://tools.ietf.org/html/rfc4122'
const DMD = 'https://dmd.nhs.uk'
export const ORDERING_PARAMETER = 'https://fhir.nhs.uk/England/CodeSystem/England-PFSPrescriptionOrderingParameter'
/** SNOMED CT: Renewal of prescription. */
const RENEWAL = { system: SYSTEM.snomed, code: '103742009', display: 'Renewal of prescription' }

/** Who the patient is, in the resources of this API. */
export interface Subject {
  nhsNumber: string
  name: string
}

const patient = ({ nhsNumber, name }: Subject) => ({
  reference: `Patient/${nhsNumber}`,
  identifier: { system: SYSTEM.nhsNumber, value: nhsNumber },
  display: name,
})

/** The id of one issue: always the same for the same issue, and told from all others. */
const issueId = (repeatId: string, date: string, at: number): string => {
  const digest = createHash('sha256').update(`${repeatId} ${date} ${at}`).digest('hex')
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-4${digest.slice(13, 16)}-8${digest.slice(17, 20)}-${digest.slice(20, 32)}`
}

const shared = ({ code, term, dosage, quantity, unit, days, prescriber }: Repeat, subject: Subject) => ({
  resourceType: 'MedicationRequest',
  meta: { profile: [`${UK_CORE}/UKCore-MedicationRequest`] },
  category: [
    { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/medicationrequest-category', code: 'community', display: 'Community' }] },
  ],
  medicationCodeableConcept: { coding: [{ system: DMD, code, display: term }] },
  subject: patient(subject),
  requester: { identifier: { system: SYSTEM.sdsUser, value: prescriber.id }, display: prescriber.name },
  courseOfTherapyType: {
    coding: [
      {
        system: 'http://terminology.hl7.org/CodeSystem/medicationrequest-course-of-therapy',
        code: 'continuous',
        display: 'Continuous long term therapy',
      },
    ],
  },
  dosageInstruction: [{ text: dosage }],
  dispenseRequest: {
    quantity: { value: quantity, unit },
    expectedSupplyDuration: { value: days, unit: 'days', system: 'http://unitsofmeasure.org', code: 'd' },
  },
})

/** What a patient may ask for again: a plan. */
export const r4Plan = (repeat: Repeat, subject: Subject): Resource => ({
  ...shared(repeat, subject),
  id: repeat.id,
  extension: [
    {
      url: `${UK_CORE}/Extension-UKCore-MedicationRepeatInformation`,
      extension: [
        { url: 'numberOfPrescriptionsIssued', valueUnsignedInt: repeat.issuedOn.length },
        ...(repeat.reviewBy === undefined ? [] : [{ url: 'authorisationExpiryDate', valueDateTime: repeat.reviewBy }]),
      ],
    },
  ],
  identifier: [{ system: UUID_SYSTEM, value: repeat.id }],
  status: repeat.active ? 'active' : 'stopped',
  intent: 'plan',
  authoredOn: repeat.authoredAt,
})

/** The repeat to which an issue belongs. */
export const basedOnPlan = behaviour('patient-facing.basedOnPlan', ({ id }: Repeat): object => ({
  basedOn: [{ reference: `MedicationRequest/${id}` }],
}))

/** What was issued of it: orders that name the plan they are based on. */
export const r4Orders = (repeat: Repeat, subject: Subject): Resource[] =>
  repeat.issuedOn.map((date, at) => {
    const id = issueId(repeat.id, date, at)
    return {
      ...shared(repeat, subject),
      id,
      identifier: [{ system: 'https://fhir.nhs.uk/Id/prescription-order-item-number', value: id }],
      status: 'completed',
      intent: 'order',
      ...basedOnPlan(repeat),
      authoredOn: date,
    }
  })

/** A request, and what has become of it. */
export const r4Task = (
  { id, repeatId, reference, note, pharmacy, status, reason, authoredAt, changedAt }: RepeatRequest,
  { term }: Pick<Repeat, 'term'>,
  subject: Subject,
): Resource => ({
  resourceType: 'Task',
  id,
  meta: { profile: [`${UK_CORE}/UKCore-Task`] },
  ...(reference !== undefined && { identifier: [{ system: UUID_SYSTEM, value: reference }] }),
  status,
  ...(reason !== undefined && { statusReason: { text: reason } }),
  intent: 'order',
  code: { coding: [RENEWAL] },
  focus: { reference: `MedicationRequest/${repeatId}`, display: `Repeat prescription for ${term}` },
  for: patient(subject),
  authoredOn: authoredAt,
  lastModified: changedAt,
  requester: patient(subject),
  ...(note !== undefined && { note: [{ authorString: 'Patient', text: note }] }),
  ...(pharmacy !== undefined && {
    input: [
      {
        type: { coding: [{ system: ORDERING_PARAMETER, code: 'preferred-performer', display: 'Preferred performer' }] },
        valueIdentifier: { system: SYSTEM.odsCode, value: pharmacy },
      },
    ],
  }),
})
