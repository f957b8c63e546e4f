import type { Allergy } from '../../allergies/allergies.ts'
import { behaviour } from '../../behaviour.ts'
import { SYSTEM, type Resource } from '../../fhir/resource.ts'
import type { Repeat } from '../prescriptions/repeats.ts'

const PROFILE = 'https://fhir.nhs.uk/STU3/StructureDefinition'

const profile = (name: string) => ({ meta: { profile: [`${PROFILE}/${name}`] } })
const local = (value: string) => [{ system: 'https://assay.example/Id/reference-record', value }]

/** A list of GP Connect: what it is of, and references to its entries. An empty one says that there is nothing. */
export const stu3List = ({
  title,
  code,
  display,
  patientId,
  date,
  entries,
  contained,
}: {
  title: string
  code: string
  display: string
  patientId: string
  date: string
  entries: readonly string[]
  contained?: readonly Resource[]
}): Resource => ({
  resourceType: 'List',
  ...profile('CareConnect-GPC-List-1'),
  ...(contained && contained.length > 0 && { contained: [...contained] }),
  status: 'current',
  mode: 'snapshot',
  title,
  code: { coding: [{ system: SYSTEM.snomed, code, display }] },
  subject: { reference: `Patient/${patientId}` },
  date,
  orderedBy: { coding: [{ system: 'http://hl7.org/fhir/list-order', code: 'event-date' }] },
  ...(entries.length > 0
    ? { entry: entries.map((reference) => ({ item: { reference } })) }
    : {
        emptyReason: {
          coding: [
            {
              system: 'https://fhir.nhs.uk/STU3/CodeSystem/CareConnect-ListEmptyReasonCode-1',
              code: 'no-content-recorded',
              display: 'No Content Recorded',
            },
          ],
        },
        note: [{ text: 'Information not available' }],
      }),
})

/** When an allergy ended, and why: there has to be a reason, also where none is known. Source: GP Connect, AllergyIntolerance, allergyEnd. */
export const endOf = behaviour('patient-facing.endOf', ({ at, reason = 'No information available' }: NonNullable<Allergy['ended']>) => ({
  url: `${PROFILE}/Extension-CareConnect-GPC-AllergyIntoleranceEnd-1`,
  extension: [
    { url: 'endDate', valueDateTime: at },
    { url: 'reasonEnded', valueString: reason },
  ],
}))

/** An allergy; one that has ended says so, and stands apart in a list of its own. */
export const stu3Allergy = ({ id, patientId, code, term, reaction, severity, status, recordedAt, ended }: Allergy, idPrefix = ''): Resource => ({
  resourceType: 'AllergyIntolerance',
  id: `${idPrefix}${id}`,
  ...profile('CareConnect-GPC-AllergyIntolerance-1'),
  ...(ended && { extension: [endOf(ended)] }),
  identifier: local(`allergy-${id}`),
  clinicalStatus: status,
  verificationStatus: 'unconfirmed',
  type: 'allergy',
  category: ['medication'],
  code: { coding: [{ system: SYSTEM.snomed, code, display: term }] },
  patient: { reference: `Patient/${patientId}` },
  assertedDate: recordedAt,
  ...((reaction !== undefined || severity !== undefined) && {
    reaction: [{ manifestation: [{ text: reaction ?? 'not said' }], ...(severity && { severity }) }],
  }),
})

/** A repeat medication: what it is, that the patient takes it, and the plan under which it is issued. */
export function stu3Medication({
  id,
  patientId,
  code,
  term,
  dosage,
  quantity,
  unit,
  days,
  issuedOn,
  active,
  authoredAt,
}: Repeat): Resource[] {
  const subject = { reference: `Patient/${patientId}` }
  const medication = { reference: `Medication/medication-${id}` }
  const begun = issuedOn[0] ?? authoredAt.slice(0, 10)
  const last = issuedOn.at(-1)
  return [
    {
      resourceType: 'MedicationStatement',
      id: `statement-${id}`,
      ...profile('CareConnect-GPC-MedicationStatement-1'),
      extension: [
        ...(last === undefined
          ? []
          : [{ url: `${PROFILE}/Extension-CareConnect-GPC-MedicationStatementLastIssueDate-1`, valueDateTime: last }]),
        {
          url: `${PROFILE}/Extension-CareConnect-GPC-PrescribingAgency-1`,
          valueCodeableConcept: {
            coding: [
              {
                system: 'https://fhir.nhs.uk/STU3/CodeSystem/CareConnect-PrescribingAgency-1',
                code: 'prescribed-at-gp-practice',
                display: 'Prescribed at GP practice',
              },
            ],
          },
        },
      ],
      identifier: local(`statement-${id}`),
      basedOn: [{ reference: `MedicationRequest/${id}` }],
      status: active ? 'active' : 'completed',
      medicationReference: medication,
      effectivePeriod: { start: begun },
      dateAsserted: begun,
      subject,
      taken: 'unk',
      dosage: [{ text: dosage }],
    },
    {
      resourceType: 'MedicationRequest',
      id,
      ...profile('CareConnect-GPC-MedicationRequest-1'),
      identifier: local(`plan-${id}`),
      status: active ? 'active' : 'stopped',
      intent: 'plan',
      medicationReference: medication,
      subject,
      authoredOn: begun,
      dosageInstruction: [{ text: dosage }],
      dispenseRequest: {
        quantity: { value: quantity, unit },
        expectedSupplyDuration: { value: days, unit: 'day', system: 'http://unitsofmeasure.org', code: 'd' },
      },
    },
    {
      resourceType: 'Medication',
      id: `medication-${id}`,
      ...profile('CareConnect-GPC-Medication-1'),
      code: { coding: [{ system: SYSTEM.snomed, code, display: term }] },
    },
  ]
}
