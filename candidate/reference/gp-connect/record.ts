import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import type { RegisteredPatient } from '../demographics/patient.ts'
import type { Resource } from '../fhir/resource.ts'
import type { JsonObject } from '../national/json.ts'
import { stu3Practitioner } from '../patient-facing/appointments/stu3.ts'
import { stu3People } from '../patient-facing/record/stu3-people.ts'
import type { Services } from '../services.ts'
import { answer, resourceSent, type AtTheDoor, type Door } from './answering.ts'
import { capabilityStatement } from './capability.ts'
import { isNumber } from './foundations.ts'
import { GpcError, gpcOutcome } from './gpc-error.ts'
import { hasRecordHere, patientNumbered } from './reachable.ts'
import { areaOf } from './record-areas.ts'
import { recordRequestIn, type Area, type RecordRequest } from './record-request.ts'
import { demandConsent, demandShared } from './sharing.ts'

/** The areas that are told: those asked for. */
export const areasToTell = behaviour('gp-connect.areasToTell', (areas: readonly Area[]): readonly Area[] => [...new Set(areas)])

/** Where a record comes from: it is put together for each request anew. */
export const recordFor = behaviour('gp-connect.recordFor', (_patient: RegisteredPatient, make: () => JsonObject): JsonObject => make())

/** The patient whose record is asked for. */
export const patientOfRecord = behaviour('gp-connect.patientOfRecord', ({ services }: AtTheDoor, nhsNumber: string): RegisteredPatient | undefined => patientNumbered(services, nhsNumber, hasRecordHere))

/** Tells a patient's record in the structure of GP Connect. Source: GP Connect, retrieve a patient's structured record. */
export function recordRoutes(door: Door): void {
  door.on('GET', '/metadata', ['structuredMetadata'], ({ context, services }) => answer(context, capabilityStatement(services, 'structured')))

  door.on('POST', '/Patient/$gpc.getstructuredrecord', ['structuredRecord'], async (at) => {
    const { services, context } = at
    demandShared(services, 'record')
    const request = recordRequestIn(await resourceSent(context), services.clock.today(), isNumber)
    const patient = patientOfRecord(at, request.nhsNumber)
    if (!patient) throw new GpcError('PATIENT_NOT_FOUND')
    demandConsent(services, patient.id)
    audited(at.work, { event: 'record-viewed', action: 'R', patientId: patient.id, detail: { asked: [...request.areas], trace: at.caller.traceId } })
    return answer(
      context,
      recordFor(patient, () => recordOf(services, patient, request)),
    )
  })
}

/** A patient's record in one bundle: who is who, the areas asked for, and what goes along. */
export function recordOf(services: Services, patient: RegisteredPatient, request: RecordRequest, more: readonly Resource[] = []): JsonObject {
  const entries = areasToTell(request.areas).flatMap((area) => areaOf(services, patient, area, request))
  const people = stu3People(patient, services)
  return bundle([...people, ...othersNamed(services, people, entries), ...entries, ...more, ...toldUnknown(request)])
}

/** Staff whom entries name, beside the usual GP. */
function othersNamed({ practice }: Services, people: readonly Resource[], entries: readonly Resource[]): Resource[] {
  const named = new Set([...JSON.stringify(entries).matchAll(/"Practitioner\/(\d+)"/g)].map(([, id]) => id))
  return practice.staff.filter(({ id }) => named.has(id) && !people.some((each) => each.resourceType === 'Practitioner' && each.id === id)).map(stu3Practitioner)
}

const bundle = (resources: readonly JsonObject[]): JsonObject => ({
  resourceType: 'Bundle',
  meta: { profile: ['https://fhir.nhs.uk/STU3/StructureDefinition/GPConnect-StructuredRecord-Bundle-1'] },
  type: 'collection',
  entry: resources.map((resource) => ({ resource })),
})

/** What was asked for and is not known here goes along as a warning. */
function toldUnknown({ unknown }: RecordRequest): JsonObject[] {
  if (unknown.length === 0) return []
  const outcome = gpcOutcome(new GpcError('NOT_IMPLEMENTED', unknown.join(', ')))
  return [{ ...outcome, issue: (outcome['issue'] as JsonObject[]).map((issue) => ({ ...issue, severity: 'warning' })) }]
}
