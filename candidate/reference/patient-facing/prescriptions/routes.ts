import { randomUUID } from 'node:crypto'
import type { RequestContext, Routes } from '../../area.ts'
import { audited } from '../../audit/audited.ts'
import { behaviour } from '../../behaviour.ts'
import { usualName } from '../../demographics/details.ts'
import type { RegisteredPatient } from '../../demographics/patient.ts'
import type { Resource } from '../../fhir/resource.ts'
import { formatName } from '../../pages/format.ts'
import type { Services } from '../../services.ts'
import type { Work } from '../../work.ts'
import { answer } from '../answering.ts'
import { asCitizen, callerOf, ownNhsNumber, type Caller } from '../caller.ts'
import { accessOf, isOffered, PRESCRIPTION_LEVELS, type OnlineAccess, type PrescriptionLevel } from '../online-access.ts'
import { onlinePatient } from '../online-patient.ts'
import { PublishedError } from '../published-error.ts'
import { answeredBefore, keepAnswer } from '../same-request.ts'
import { r4Orders, r4Plan, r4Task, type Subject } from './r4.ts'
import { findRepeat, repeatsOf } from './repeats.ts'
import { askForRepeat, requestsOf } from './requests.ts'
import { taskIn } from './task-in.ts'

/** A patient's app at their prescriptions. */
interface AtPrescriptions {
  work: Work
  caller: Caller
  patient: RegisteredPatient
  subject: Subject
}

/** Whether what was arranged with a patient is enough for what their app wants. */
export const levelSuffices = behaviour(
  'patient-facing.levelSuffices',
  ({ prescriptions }: OnlineAccess, needed: PrescriptionLevel): boolean =>
    PRESCRIPTION_LEVELS.indexOf(prescriptions) >= PRESCRIPTION_LEVELS.indexOf(needed),
)

/** Whose request it is: the caller's, who was verified, whomever the request names. */
export const patientOfRequest = behaviour(
  'patient-facing.patientOfRequest',
  (_services: Services, caller: RegisteredPatient, _forWhom: string): RegisteredPatient => caller,
)

/** Whether an entry is of the kind that was searched for. */
export const hasIntent = behaviour(
  'patient-facing.hasIntent',
  (resource: Resource, intent: string | undefined): boolean => intent === undefined || resource['intent'] === intent,
)

/** Whether a date of a search makes sense: a whole one, and nothing is searched for after today. */
export const isSearchDate = behaviour(
  'patient-facing.isSearchDate',
  (comparator: string, date: string, today: string): boolean => !Number.isNaN(Date.parse(date)) && (date <= today || comparator === 'le'),
)

async function atPrescriptions(
  context: RequestContext,
  needed: PrescriptionLevel,
  named: (caller: Caller) => void,
): Promise<AtPrescriptions> {
  const services = context.get('services')
  const caller = await callerOf(context)
  named(caller)
  const patient = onlinePatient(services, caller.nhsNumber)
  if (!isOffered(services, 'prescriptions'))
    throw new PublishedError('ACCESS_DENIED', { diagnostics: 'The practice does not offer prescriptions online.' })
  if (!levelSuffices(accessOf(services, patient.id), needed))
    throw new PublishedError('ACCESS_DENIED', { diagnostics: 'This was not arranged for the patient.' })
  const name = formatName(patient.national.name?.[usualName(patient.national)] ?? {})
  return { caller, patient, work: asCitizen(context, caller, name), subject: { nhsNumber: caller.nhsNumber, name } }
}

/** Medication, and requests for more of it. */
export function prescriptionRoutes(api: Routes): void {
  api.get('/Patient/:id/MedicationRequest', async (context) => {
    const { work, patient, subject } = await atPrescriptions(context, 'view', (caller) => ownNhsNumber(caller, context.req.param('id')))
    const { intent, status, identifier } = context.req.query()
    const within = dates(context.req.queries('authoredon') ?? [], work.services.clock.today())
    if (intent !== undefined && intent !== 'plan' && intent !== 'order')
      throw new PublishedError('INVALID_PARAMETER', { diagnostics: 'intent is plan or order.' })
    if (identifier !== undefined && !/^([^|]+\|)?[\w-]{1,64}$/.test(identifier))
      throw new PublishedError('INVALID_PARAMETER', { diagnostics: 'The identifier is none.' })
    const all = repeatsOf(work.services, patient.id).flatMap((repeat) => [...r4Orders(repeat, subject), r4Plan(repeat, subject)])
    const found = all.filter(
      (each) =>
        hasIntent(each, intent) &&
        (status === undefined || each['status'] === status) &&
        (identifier === undefined || each.id === identifier.split('|').at(-1)) &&
        within(String(each['authoredOn'])),
    )
    audited(work, { event: 'medication-viewed', action: 'R', patientId: patient.id, detail: { found: found.length } })
    return answer(context, searchset(found))
  })

  api.post('/Task', async (context) => {
    const json = await context.req.text()
    const { work, caller, patient, subject } = await atPrescriptions(context, 'manage', () => undefined)
    const before = answeredBefore(work, caller)
    if (before) return answer(context, before.resource, { status: 201, location: before.location })
    const { forWhom, byWhom, ...asked } = taskIn(json)
    for (const nhsNumber of [forWhom, byWhom]) ownNhsNumber(caller, nhsNumber, { invalid: 'REFERENCE_NOT_FOUND', notOwn: 'ACCESS_DENIED' })
    const request = askForRepeat(work, patientOfRequest(work.services, patient, forWhom).id, asked)
    const kept = { location: `Task/${request.id}`, resource: r4Task(request, findRepeat(work.services, request.repeatId)!, subject) }
    keepAnswer(work, caller, kept)
    return answer(context, kept.resource, { status: 201, location: kept.location })
  })

  api.get('/Task', async (context) => {
    const { patient: named, id, status } = context.req.query()
    const { work, patient, subject } = await atPrescriptions(context, 'view', (caller) => {
      if (named === undefined) throw new PublishedError('INVALID_PARAMETER', { diagnostics: 'Say whose requests: patient.' })
      ownNhsNumber(caller, named.replace('Patient/', ''))
    })
    const within = dates(context.req.queries('authored-on') ?? [], work.services.clock.today())
    if (id !== undefined && !/^[0-9a-f-]{36}$/i.test(id))
      throw new PublishedError('INVALID_PARAMETER', { diagnostics: 'The id of the Task is none.' })
    const all = requestsOf(work.services, patient.id)
    if (id !== undefined && !all.some((each) => each.id === id)) throw new PublishedError('RESOURCE_NOT_FOUND')
    const found = all.filter(
      (each) => (id === undefined || each.id === id) && (status === undefined || each.status === status) && within(each.authoredAt),
    )
    const repeats = new Map(found.flatMap(({ repeatId }) => findRepeat(work.services, repeatId) ?? []).map((repeat) => [repeat.id, repeat]))
    const included = (context.req.queries('_include') ?? []).includes('Task:focus:MedicationRequest')
      ? [...repeats.values()].map((repeat) => r4Plan(repeat, subject))
      : []
    audited(work, { event: 'repeat-requests-viewed', action: 'R', patientId: patient.id, detail: { found: found.length } })
    return answer(context, searchset([...found.map((each) => r4Task(each, repeats.get(each.repeatId)!, subject)), ...included]))
  })
}

const searchset = (resources: readonly Resource[]) => ({
  resourceType: 'Bundle',
  id: randomUUID(),
  identifier: { system: 'https://tools.ietf.org/html/rfc4122', value: randomUUID() },
  type: 'searchset',
  entry: resources.map((resource) => ({ fullUrl: `${resource.resourceType}/${resource.id}`, resource })),
})

/** Reads date conditions: eq, ge, le, each with a whole date that is not in the future. */
function dates(values: readonly string[], today: string): (instant: string) => boolean {
  const conditions = values.map((value) => {
    const [, comparator = '', date = ''] = /^(eq|ge|le)(\d{4}-\d{2}-\d{2})$/.exec(value) ?? []
    if (comparator === '' || !isSearchDate(comparator, date, today))
      throw new PublishedError('INVALID_PARAMETER', { diagnostics: 'The date is invalid or in future.' })
    return { comparator, date }
  })
  return (instant) =>
    conditions.every(({ comparator, date }) => {
      const day = instant.slice(0, 10)
      return comparator === 'eq' ? day === date : comparator === 'ge' ? day >= date : day <= date
    })
}
