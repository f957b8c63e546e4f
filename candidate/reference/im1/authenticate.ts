import { randomUUID } from 'node:crypto'
import type { RequestContext } from '../area.ts'
import { behaviour } from '../behaviour.ts'
import { usualName } from '../demographics/details.ts'
import type { RegisteredPatient } from '../demographics/patient.ts'
import { patientsOf } from '../demographics/patients.ts'
import { accessOf, isOffered, type OnlineAccess, type OnlineService } from '../patient-facing/online-access.ts'
import { proofingSuffices } from '../patient-facing/nhs-login.ts'
import { isReachable } from '../patient-facing/online-patient.ts'
import type { Services } from '../services.ts'
import { accountOfPatient, type Account } from './accounts.ts'
import { Im1Error } from './im1-error.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const REQUIRED = ['nhse-application-id', 'nhse-request-id', 'nhse-forward-to', 'nhse-ods-code'] as const

/** Whether a call has the headers that are published as required. Source: IM1 PFS Auth API, POST /authenticate. */
export const checkHeaders = behaviour('im1.checkHeaders', (context: RequestContext): void => {
  const missing = REQUIRED.find((name) => (context.req.header(name) ?? '').trim() === '')
  if (missing !== undefined) throw new Im1Error('MISSING_HEADER', `The header ${missing} is missing.`)
  if (!UUID.test(context.req.header('nhse-request-id') ?? '')) throw new Im1Error('INVALID_HEADER', 'NHSE-Request-ID is no UUID.')
  if (context.req.header('nhse-ods-code')?.toUpperCase() !== context.get('services').config.practice.odsCode) throw new Im1Error('INVALID_HEADER', 'NHSE-ODS-Code is not that of a practice with this system.')
})

/** NHS number of whoever NHS login vouches for. Not of somebody who acts for another: this session is the patient's own. */
export const userOf = behaviour('im1.userOf', async (services: Services, authorization: string | undefined): Promise<string> => {
  const denied = (cause?: unknown) => new Im1Error('ACCESS_DENIED', 'Missing or invalid OAuth 2.0 bearer token in request', { status: 401, cause })
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]*)$/.exec(authorization ?? '')?.[1]
  if (token === undefined) throw denied()
  const claims = await services.nhsLogin.verify(token).catch((cause: unknown) => {
    throw denied(cause)
  })
  if (!proofingSuffices(claims) || claims['act'] !== undefined) throw denied()
  return String(claims['nhs_number'])
})

/** Whether somebody is a patient here still: an account outlives that. */
export const isPatientStill = behaviour('im1.isPatientStill', (patient: RegisteredPatient): boolean => isReachable(patient))

/** Whether an account lets its patient in: linked, and not ended. */
export const opensSession = behaviour('im1.opensSession', (account: Account | undefined): boolean => account?.state === 'linked')

/** Permissions as the published model has them, by what was arranged and what the practice offers. */
export const permissionsOf = behaviour('im1.permissionsOf', (access: OnlineAccess, offered: (service: OnlineService) => boolean) => {
  const level = offered('record') ? access.current : 'none'
  const sees = (...levels: string[]) => levels.includes(level)
  const detailed = sees('detailed', 'documents', 'full')
  return {
    appointmentsEnabled: offered('appointments') && access.appointments,
    demographicsUpdateEnabled: false,
    epsEnabled: false,
    medicalRecordEnabled: level !== 'none',
    onlineTriageEnabled: false,
    practicePatientCommunicationEnabled: false,
    prescribingEnabled: offered('prescriptions') && access.prescriptions === 'manage',
    recordSharingEnabled: false,
    recordViewAuditEnabled: false,
    medicalRecord: {
      recordAccessScheme: level === 'none' ? 'None' : detailed ? 'DetailedCodedCareRecord' : 'CoreSummaryCareRecord',
      allergiesEnabled: level !== 'none',
      consultationsEnabled: sees('full'),
      immunisationsEnabled: detailed,
      documentsEnabled: sees('documents', 'full'),
      medicationEnabled: level !== 'none',
      problemsEnabled: detailed,
      testResultsEnabled: detailed,
    },
  }
})

type Permissions = ReturnType<typeof permissionsOf>

/** Whether anything at all is open to the patient. */
const isAnythingOpen = ({ appointmentsEnabled, medicalRecordEnabled, prescribingEnabled }: Permissions) => appointmentsEnabled || medicalRecordEnabled || prescribingEnabled

/** Opens a session for whoever calls. Source: IM1 PFS Auth API, POST /authenticate, EMISResponseModel. */
export async function authenticate(context: RequestContext): Promise<{ patient: RegisteredPatient; body: object }> {
  const services = context.get('services')
  checkHeaders(context)
  const nhsNumber = await userOf(services, context.req.header('authorization'))
  context.set('citizen', { nhsNumber })
  const patient = patientsOf(services).byNhsNumber(nhsNumber)
  if (!patient || !isPatientStill(patient) || !opensSession(accountOfPatient(services, patient.id))) throw new Im1Error('RESOURCE_NOT_FOUND', 'User does not have an online account')
  const permissions = permissionsOf(accessOf(services, patient.id), (service) => isOffered(services, service))
  if (!isAnythingOpen(permissions)) throw new Im1Error('ACCESS_DENIED', 'User does not have access to online services')
  const person = personOf(patient, permissions)
  return { patient, body: { sessionId: randomUUID(), endUserSessionId: randomUUID(), supplier: 'REFERENCE', odsCode: services.config.practice.odsCode, user: person, patients: [person] } }
}

const personOf = ({ national, nhsNumber }: RegisteredPatient, permissions: Permissions) => {
  const name = national.name?.[usualName(national)] ?? {}
  return {
    firstName: name.given?.[0] ?? '',
    surname: name.family ?? '',
    title: name.prefix?.[0] ?? '',
    dateOfBirth: national.birthDate ?? '',
    userPatientLinkToken: randomUUID(),
    patientIdentifiers: [{ value: nhsNumber, type: 'NhsNumber' }],
    permissions,
  }
}
