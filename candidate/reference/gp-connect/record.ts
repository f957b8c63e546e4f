import { allergiesOf, type Allergy } from '../allergies/allergies.ts'
import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import type { RegisteredPatient } from '../demographics/patient.ts'
import { SYSTEM, type Resource } from '../fhir/resource.ts'
import type { JsonObject } from '../national/json.ts'
import { repeatsOf } from '../patient-facing/prescriptions/repeats.ts'
import { stu3Allergy, stu3List, stu3Medication } from '../patient-facing/record/stu3-clinical.ts'
import { stu3People } from '../patient-facing/record/stu3-people.ts'
import { takenSince } from '../patient-facing/record/structured-record.ts'
import type { Services } from '../services.ts'
import { answer, resourceSent, type AtTheDoor, type Door } from './answering.ts'
import { capabilityStatement } from './capability.ts'
import { isNumber } from './foundations.ts'
import { GpcError, gpcOutcome } from './gpc-error.ts'
import { hasRecordHere, patientNumbered } from './reachable.ts'
import { recordRequestIn, type Area, type RecordRequest } from './record-request.ts'
import { demandConsent, demandShared } from './sharing.ts'

/** The list of each area: its title, and its code. Source: GP Connect, primary lists. */
const LISTS: Record<Area, readonly [title: string, code: string]> = {
  includeAllergies: ['Allergies and adverse reactions', '886921000000105'],
  includeMedication: ['Medications and medical devices', '933361000000108'],
  includeConsultations: ['List of consultations', '1149501000000101'],
  includeProblems: ['Problems', '717711000000103'],
  includeImmunisations: ['Immunisations', '1102181000000102'],
  includeUncategorisedData: ['Miscellaneous record', '826501000000100'],
  includeInvestigations: ['Investigations and results', '887191000000108'],
  includeReferrals: ['Outbound referral', '792931000000107'],
  includeDiaryEntries: ['Patient recall administration', '714311000000108'],
}
const ENDED = ['Ended allergies', '1103671000000101'] as const

/** Whether an allergy belongs in the list of those that still hold. */
export const stillHolds = behaviour('gp-connect.stillHolds', ({ status }: Allergy): boolean => status === 'active')

/** The areas that are told: those asked for. */
export const areasToTell = behaviour('gp-connect.areasToTell', (areas: readonly Area[]): readonly Area[] => [...new Set(areas)])

/** Whether a list without entries is told: it says that there is nothing. */
export const listIsTold = behaviour('gp-connect.listIsTold', (_entries: readonly string[]): boolean => true)

/** Where the record was kept: with the general practice. */
const SETTING = { url: 'https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-ClinicalSetting-1', valueCodeableConcept: { coding: [{ system: SYSTEM.snomed, code: '1060971000000108', display: 'General practice service' }] } }

/** The resources of one area, its list first. What this system does not hold is an empty list, which says so. */
function areaOf(services: Services, { id }: RegisteredPatient, area: Area, { resolvedAllergies, medicationFrom, issues }: RecordRequest): Resource[] {
  const date = services.clock.timestamp()
  const list = ([title, code]: readonly [string, string], entries: readonly string[], contained?: readonly Resource[]): Resource[] =>
    listIsTold(entries) ? [{ ...stu3List({ title, code, display: title, patientId: id, date, entries, ...(contained && { contained }) }), extension: [SETTING] }] : []
  if (area === 'includeAllergies') {
    const allergies = allergiesOf(services, id, { all: true })
    const active = allergies.filter((each) => stillHolds(each))
    const ended = allergies.filter((each) => !stillHolds(each)).map((each) => stu3Allergy(each, 'ended-'))
    return [
      ...list(LISTS.includeAllergies, active.map((each) => `AllergyIntolerance/${each.id}`)),
      ...active.map((each) => stu3Allergy(each)),
      ...(resolvedAllergies ? list(ENDED, ended.map((each) => `#${each.id}`), ended) : []),
    ]
  }
  if (area === 'includeMedication') {
    const repeats = repeatsOf(services, id).filter((each) => medicationFrom === undefined || takenSince(each, medicationFrom))
    return [
      ...list(LISTS.includeMedication, repeats.map((each) => `MedicationStatement/statement-${each.id}`)),
      ...repeats.flatMap((each) => stu3Medication(issues ? each : { ...each, issuedOn: [] })),
    ]
  }
  return list(LISTS[area], [])
}

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
      recordFor(patient, () => bundle([...stu3People(patient, services), ...areasToTell(request.areas).flatMap((area) => areaOf(services, patient, area, request)), ...toldUnknown(request)])),
    )
  })
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
