import type { RequestContext, Routes } from '../../area.ts'
import { audited } from '../../audit/audited.ts'
import { behaviour } from '../../behaviour.ts'
import { usualName } from '../../demographics/details.ts'
import type { RegisteredPatient } from '../../demographics/patient.ts'
import { SYSTEM, type Resource } from '../../fhir/resource.ts'
import { isoLocal } from '../../appointments/practice-time.ts'
import { formatName } from '../../pages/format.ts'
import { PublishedError } from '../published-error.ts'
import type { Work } from '../../work.ts'
import { answer } from '../answering.ts'
import { asCitizen, callerOf, ownNhsNumber, type Caller } from '../caller.ts'
import { accessOf, includes, isOffered, type OnlineAccess } from '../online-access.ts'
import { onlinePatient } from '../online-patient.ts'
import { findLetter, isForThePatient, lettersOf, type Letter } from './letters.ts'
import { recordRequestIn, type RecordRequest } from './parameters.ts'
import { stu3Patient, stu3People } from './stu3-people.ts'
import { recordFor, structuredRecord } from './structured-record.ts'

/** A patient's app at their record. */
interface AtTheRecord {
  work: Work
  caller: Caller
  patient: RegisteredPatient
  access: OnlineAccess
}

/** Whether a patient sees anything of their record online. */
export const mayOpenRecord = behaviour(
  'patient-facing.mayOpenRecord',
  ({ current, historical }: OnlineAccess): boolean => includes(current, 'summary') || includes(historical, 'summary'),
)

async function atTheRecord(context: RequestContext, nhsNumberIn: (caller: Caller) => string): Promise<AtTheRecord> {
  const services = context.get('services')
  const caller = await callerOf(context)
  ownNhsNumber(caller, nhsNumberIn(caller), { notOwn: 'PATIENT_NOT_FOUND' })
  const patient = onlinePatient(services, caller.nhsNumber)
  if (!isOffered(services, 'record'))
    throw new PublishedError('ACCESS_DENIED', { diagnostics: 'The practice does not offer the record online.' })
  const access = accessOf(services, patient.id)
  if (!mayOpenRecord(access)) throw new PublishedError('ACCESS_DENIED', { diagnostics: 'This was not arranged for the patient.' })
  return {
    caller,
    patient,
    access,
    work: asCitizen(context, caller, formatName(patient.national.name?.[usualName(patient.national)] ?? {})),
  }
}

const numberInQuery = (context: RequestContext) => (): string => {
  const named = context.req.query('patientNHSNumber')
  if (named === undefined) throw new PublishedError('INVALID_PARAMETER', { diagnostics: 'patientNHSNumber is not provided.' })
  return named
}

/** What a request for the record wants; one that is not valid is refused, not guessed at. */
export const readRequest = behaviour('patient-facing.readRequest', (_caller: Caller, json: string, today: string): RecordRequest =>
  recordRequestIn(json, today),
)

/** A document as it is given to the patient: in base64, as it was filed. */
export const binaryOf = behaviour('patient-facing.binaryOf', ({ id, contentType, content }: Letter): object => ({
  resourceType: 'Binary',
  id,
  contentType,
  content,
}))

/** Whether a document is the patient's own. Another's is not there, as far as they are told. */
export const isOwnLetter = behaviour(
  'patient-facing.isOwnLetter',
  ({ id }: RegisteredPatient, { patientId }: Letter): boolean => patientId === id,
)

/** The record and its documents. */
export function recordRoutes(api: Routes): void {
  api.post('/Patient/$gpc.getstructuredrecord', async (context) => {
    const json = await context.req.text()
    const read = (caller: Caller) => readRequest(caller, json, context.get('services').clock.today())
    const { work, patient, access, caller } = await atTheRecord(context, (who) => read(who).nhsNumber)
    return answer(
      context,
      recordFor(patient, () => structuredRecord(work, patient, access, read(caller), caller.requestId)),
    )
  })

  api.get('/documents/Patient/:id', async (context) => {
    const { work, patient } = await atTheRecord(context, () => context.req.param('id'))
    audited(work, { event: 'patient-viewed', action: 'R', patientId: patient.id })
    return answer(context, searchset([stu3Patient(patient, work.services)]))
  })

  api.get('/Patient/:id/DocumentReference', async (context) => {
    const { work, patient, access } = await atTheRecord(context, numberInQuery(context))
    if (context.req.param('id') !== patient.id) throw new PublishedError('PATIENT_NOT_FOUND')
    const letters = lettersOf(work.services, patient.id).filter((letter) => isForThePatient(letter, access))
    audited(work, { event: 'documents-viewed', action: 'R', patientId: patient.id, detail: { found: letters.length } })
    const base = context.req.url.slice(0, context.req.url.indexOf('/Patient/'))
    return answer(context, searchset([...stu3People(patient, work.services), ...letters.map((letter) => stu3Document(letter, base))]))
  })

  api.get('/documents/Binary/:id', async (context) => {
    const { work, patient, access } = await atTheRecord(context, numberInQuery(context))
    const letter = findLetter(work.services, context.req.param('id'))
    if (!letter || !isOwnLetter(patient, letter) || !isForThePatient(letter, access)) throw new PublishedError('NO_RECORD_FOUND')
    audited(work, { event: 'document-viewed', action: 'R', patientId: patient.id, subject: `DocumentReference/${letter.id}` })
    return answer(context, binaryOf(letter))
  })
}

const searchset = (resources: readonly Resource[]) => ({
  resourceType: 'Bundle',
  meta: { profile: ['https://fhir.nhs.uk/STU3/StructureDefinition/GPConnect-Searchset-Bundle-1'] },
  type: 'searchset',
  entry: resources.map((resource) => ({ fullUrl: `${resource.resourceType}/${resource.id}`, resource })),
})

const stu3Document = ({ id, patientId, description, createdAt, filedAt, contentType, content }: Letter, base: string): Resource => ({
  resourceType: 'DocumentReference',
  id,
  meta: { profile: ['https://fhir.nhs.uk/STU3/StructureDefinition/CareConnect-GPC-DocumentReference-1'] },
  identifier: [{ system: 'https://fhir.nhs.uk/Id/cross-care-setting-identifier', value: id }],
  status: 'current',
  type: { coding: [{ system: SYSTEM.snomed, code: '823691000000103', display: 'Clinical letter' }] },
  subject: { reference: `Patient/${patientId}` },
  created: isoLocal(Date.parse(createdAt)),
  indexed: isoLocal(Date.parse(filedAt)),
  description,
  content: [{ attachment: { contentType, url: `${base}/documents/Binary/${id}`, size: Buffer.from(content, 'base64').length } }],
  context: { practiceSetting: { coding: [{ system: SYSTEM.snomed, code: '1060971000000108', display: 'General practice service' }] } },
})
