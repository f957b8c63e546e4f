import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import type { RegisteredPatient } from '../demographics/patient.ts'
import { patientsOf } from '../demographics/patients.ts'
import { isRestricted, type PdsPatient } from '../national/pds-patient.ts'
import { readAsApplication } from '../national/pds.ts'
import { isNumberVerified } from '../patient-facing/online-patient.ts'
import { lettersOf } from '../patient-facing/record/letters.ts'
import type { Services } from '../services.ts'
import { answer, resourceSent, type AtTheDoor, type Door } from './answering.ts'
import type { Caller } from './caller.ts'
import { documentOf } from './document-reference.ts'
import { isNumber } from './foundations.ts'
import { GpcError } from './gpc-error.ts'
import { migrationRequestIn } from './migration-request.ts'
import { recordOf } from './record.ts'

/**
 * Whether somebody's record can move: that of whoever was a patient here, since they have gone where the record is to follow; alive and not
 * protected. Source: GP Connect, migrate a patient's structured record, errors.
 */
export const canMove = behaviour('gp-connect.canMove', (patient: RegisteredPatient, national: PdsPatient): boolean =>
  [patient.national, national].every((each) => each.deceasedDateTime === undefined && !isRestricted(each)) && isNumberVerified(patient),
)

/** Whether the organisation that asks is the patient's practice now. */
export const isTheirPractice = behaviour('gp-connect.isTheirPractice', (national: PdsPatient, { organisation }: Pick<Caller, 'organisation'>): boolean =>
  national.generalPractitioner?.[0]?.identifier?.value === organisation.odsCode,
)

/** Whether a token says the same of what is confidential as the request: one for more than is asked for is refused as one for less. */
export const agreesOnConfidentiality = behaviour('gp-connect.agreesOnConfidentiality', (sensitive: boolean, { confidentiality }: Pick<Caller, 'confidentiality'>): boolean =>
  sensitive === (confidentiality === 'R'),
)

/**
 * The patient whose record moves to whoever calls, as PDS confirms.
 *
 * @throws GpcError PATIENT_NOT_FOUND, NO_RELATIONSHIP
 */
export async function patientMovingTo({ services, work, caller }: AtTheDoor, patient: RegisteredPatient | undefined): Promise<RegisteredPatient> {
  if (!patient) throw new GpcError('PATIENT_NOT_FOUND')
  const result = await readAsApplication(services.platform, patient.nhsNumber, work.interaction)
  if (result.outcome !== 'found' || !canMove(patient, result.record.patient)) throw new GpcError('PATIENT_NOT_FOUND')
  if (!isTheirPractice(result.record.patient, caller)) throw new GpcError('NO_RELATIONSHIP', 'PDS has another practice for the patient.')
  return patient
}

/** Whether a record can move now: always, since it follows the patient whatever the practice shares otherwise. */
export const isOpenForMoving = behaviour('gp-connect.isOpenForMoving', (_services: Services): boolean => true)

/**
 * Gives the whole record to the patient's new practice.
 * Source: GP Connect, migrate a patient's structured record.
 */
export function migrationRoutes(door: Door): void {
  door.on('POST', '/Patient/$gpc.migratestructuredrecord', ['migrateRecord'], async (at) => {
    const { services, context } = at
    if (!isOpenForMoving(services)) throw new GpcError('ACCESS DENIED', 'The practice does not share this.')
    const request = migrationRequestIn(await resourceSent(context), isNumber)
    if (!agreesOnConfidentiality(request.sensitive, at.caller)) throw new GpcError('CONFLICTING_VALUES', 'requested_scope and includeSensitiveInformation differ.')
    const patient = await patientMovingTo(at, patientsOf(services).byNhsNumber(request.nhsNumber))
    audited(at.work, { event: 'record-migrated', action: 'R', patientId: patient.id, detail: { sensitive: request.sensitive, trace: at.caller.traceId } })
    const base = context.req.url.slice(0, context.req.url.indexOf('/structured/'))
    return answer(context, recordOf(services, patient, request, lettersOf(services, patient.id).map((letter) => documentOf(letter, `${base}/documents`, services))))
  })
}
