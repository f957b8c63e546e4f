import { allergiesOf, type Allergy } from '../../allergies/allergies.ts'
import { audited } from '../../audit/audited.ts'
import { behaviour } from '../../behaviour.ts'
import type { RegisteredPatient } from '../../demographics/patient.ts'
import type { Marked } from '../../fhir/confidentiality.ts'
import type { Resource } from '../../fhir/resource.ts'
import type { Work } from '../../work.ts'
import { maySee, type OnlineAccess } from '../online-access.ts'
import { repeatsOf, type Repeat } from '../prescriptions/repeats.ts'
import type { RecordRequest } from './parameters.ts'
import { stu3Allergy, stu3List, stu3Medication } from './stu3-clinical.ts'
import { stu3People } from './stu3-people.ts'

/** The id of the answer: that of the request, as published. */
export const recordId = behaviour('patient-facing.recordId', (requestId: string): string => requestId)

/** Whether an allergy belongs in the list of those that still hold. */
export const stillHolds = behaviour('patient-facing.stillHolds', ({ status }: Allergy): boolean => status === 'active')

/** Whether a medication was taken on a date or since: what was stopped before is left out. */
export const takenSince = behaviour('patient-facing.takenSince', ({ active, issuedOn, days }: Repeat, from: string): boolean => {
  const last = issuedOn.at(-1)
  const lastsUntil = last === undefined ? '' : new Date(Date.parse(last) + days * 86_400_000).toISOString().slice(0, 10)
  return active || lastsUntil >= from
})

/** Of what was asked for, what is told: that, and nothing else. */
export const partsToTell = behaviour(
  'patient-facing.partsToTell',
  (request: RecordRequest): Pick<RecordRequest, 'allergies' | 'medication'> => request,
)

/** Whether a list goes into the record that has no entries: it says that there is nothing. Left out, it would say nothing. */
export const listIsTold = behaviour('patient-facing.listIsTold', (_entries: readonly unknown[]): boolean => true)

/** Where a record comes from: it is put together for each request anew. */
export const recordFor = behaviour('patient-facing.recordFor', (_patient: RegisteredPatient, make: () => object): object => make())

/** Whether an entry is shown to the patient at all: not what their clinician keeps from them. */
export const isForPatient = behaviour('patient-facing.isForPatient', ({ notForPatient }: Marked): boolean => notForPatient !== true)

/** A patient's record in the structure of GP Connect, as far as it was asked for and the patient may see it. */
export function structuredRecord(
  work: Work,
  patient: RegisteredPatient,
  access: OnlineAccess,
  request: RecordRequest,
  requestId: string,
): object {
  const { services } = work
  const now = services.clock.timestamp()
  const resources: Resource[] = [...stu3People(patient, services)]
  const asked: string[] = []
  const { allergies: wanted, medication } = partsToTell(request)

  if (wanted) {
    asked.push('allergies')
    const allergies = allergiesOf(services, patient.id, { all: true }).filter((each) => isForPatient(each)).filter(({ recordedAt }) => maySee(access, recordedAt, 'summary'))
    const active = allergies.filter((each) => stillHolds(each))
    const ended = allergies.filter((each) => !stillHolds(each))
    resources.push(
      ...told(active, {
        title: 'Active Allergies',
        code: '886921000000105',
        display: 'Allergies and adverse reactions',
        patientId: patient.id,
        date: now,
        entries: active.map(({ id }) => `AllergyIntolerance/${id}`),
      }),
      ...active.map((each) => stu3Allergy(each)),
    )
    if (wanted.resolved) {
      const contained = ended.map((each) => stu3Allergy(each, 'ended-'))
      resources.push(
        stu3List({
          title: 'Resolved Allergies',
          code: '1103671000000101',
          display: 'Ended allergies',
          patientId: patient.id,
          date: now,
          entries: contained.map(({ id }) => `#${id}`),
          contained,
        }),
      )
    }
  }

  if (medication) {
    asked.push('medication')
    const { from } = medication
    const repeats = repeatsOf(services, patient.id)
      .filter((each) => isForPatient(each))
      .filter((each) => maySee(access, each.issuedOn.at(-1) ?? each.authoredAt, 'summary'))
      .filter((each) => from === undefined || takenSince(each, from))
    resources.push(
      ...told(repeats, {
        title: 'Medication List',
        code: '933361000000108',
        display: 'Medications and medical devices',
        patientId: patient.id,
        date: now,
        entries: repeats.map(({ id }) => `MedicationStatement/statement-${id}`),
      }),
      ...repeats.flatMap(stu3Medication),
    )
  }

  audited(work, { event: 'record-viewed', action: 'R', patientId: patient.id, detail: { asked, requestId } })
  return {
    resourceType: 'Bundle',
    id: recordId(requestId),
    meta: { profile: ['https://fhir.nhs.uk/STU3/StructureDefinition/GPConnect-StructuredRecord-Bundle-1'] },
    type: 'collection',
    entry: resources.map((resource) => ({ resource })),
  }
}

const told = (entries: readonly unknown[], list: Parameters<typeof stu3List>[0]): Resource[] =>
  listIsTold(entries) ? [stu3List(list)] : []
