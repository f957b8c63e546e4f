import { patient, type AccessProblem } from '../../../../kit/access.ts'
import type { Call } from '../../../../kit/call.ts'
import type { Environment } from '../../../../kit/environment.ts'
import { fhir, type Reply } from '../../../../kit/reply.ts'
import { route } from '../../../../kit/route.ts'
import { defineService } from '../../../../kit/service.ts'
import { settle } from '../../lifecycle.ts'
import { service as eps } from '../../service.ts'
import type { EpsState, Prescription } from '../../state.ts'
import { CODES } from '../../systems.ts'
import { service as statusUpdate } from '../updates/service.ts'
import type { UpdatesState } from '../updates/state.ts'
import { shown, statusShown } from './show.ts'

/** What EPS has, and what dispensers have told of it; both are kept elsewhere. */
interface ForPatientsState {
  eps: EpsState
  updates: UpdatesState
}

const gateway = (status: number, code: string, coding: string, display: string): Reply =>
  fhir(status, { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code, details: { coding: [{ system: CODES.spineErrorR4, version: '1', code: coding, display }] } }] })

const DISPLAYS: Record<AccessProblem, string> = {
  missing: 'Missing access token',
  empty: 'Missing access token',
  malformed: 'Invalid access token',
  'unknown-token': 'Invalid access token',
  expired: 'Access Token expired',
  'wrong-kind': 'Invalid access token',
}

const errors = {
  ACCESS_DENIED: () => gateway(401, 'forbidden', 'ACCESS_DENIED', 'Invalid access token'),
  timeout: () => fhir(408, { resourceType: 'OperationOutcome', issue: [{ code: 'timeout', severity: 'fatal', details: { coding: [{ system: CODES.httpError, code: 'TIMEOUT', display: '408: The server has timed out whilst processing the request.' }] } }] }),
  throttled: () => gateway(429, 'throttled', 'TOO_MANY_REQUESTS', 'You have exceeded your application rate limit'),
  SERVER_ERROR: () =>
    fhir(500, { resourceType: 'OperationOutcome', issue: [{ code: 'security', severity: 'fatal', details: { coding: [{ system: CODES.httpError, code: 'SERVER_ERROR', display: '500: The Server has encountered an error processing the request.' }] }, diagnostics: 'Spine certificate is not configured' }] }),
}

/** Whose prescriptions are looked at: the patient's own, or those of whoever they act for. */
function ownerOf(call: Call<ForPatientsState>): string | undefined {
  const { grant } = call
  return grant?.kind === 'patient' ? (grant.actingFor ?? grant.nhsNumber) : undefined
}

function prescriptionsOf({ eps: { prescriptions } }: ForPatientsState, nhsNumber: string | undefined, now: number): Prescription[] {
  const found = [...prescriptions.values()].filter((prescription) => prescription.nhsNumber === nhsNumber)
  for (const prescription of found) settle(prescription, now)
  return found.reverse()
}

/** The patient's prescriptions, each a bundle in the bundle. Source: GET /Bundle. */
const getPrescriptions = route<ForPatientsState>({
  operation: 'prescriptions-for-patients-bundle',
  method: 'GET',
  path: '/Bundle',
  access: [patient()],
  handle(call) {
    const now = call.environment.clock.now()
    const nhsNumber = ownerOf(call)
    call.subject = nhsNumber
    const newUrl = () => `urn:uuid:${call.environment.random.uuid()}`
    const found = prescriptionsOf(call.state, nhsNumber, now).map((prescription) => shown(prescription, call.state.updates, newUrl))
    return fhir(200, {
      resourceType: 'Bundle',
      id: call.environment.random.uuid(),
      meta: { lastUpdated: new Date(now).toISOString() },
      type: 'searchset',
      total: found.length,
      entry: found.map((resource) => ({ fullUrl: `urn:uuid:${resource.id}`, search: { mode: 'match' }, resource })),
    })
  },
})

/** What a patient's app shows of prescriptions that were signed here. A GP system calls none of this. */
export const service = defineService({
  key: 'eps-for-patients',
  title: 'Prescriptions for Patients',
  basePath: '/prescriptions-for-patients',
  spec: { title: 'Prescriptions for Patients API v2', url: 'https://digital.nhs.uk/developer/api-catalogue/prescriptions-for-patients', version: '0.0.1' },
  state: (environment): ForPatientsState => ({ eps: environment.stateOf(eps), updates: environment.stateOf(statusUpdate) }),
  routes: [getPrescriptions],
  errors,
  refuseAccess: (problem) => gateway(401, 'forbidden', 'ACCESS_DENIED', DISPLAYS[problem]),
  everyReply: (call) => ({ 'x-request-id': call.header('x-request-id') ?? '', 'x-correlation-id': call.header('x-correlation-id') ?? '' }),
  controls: {
    /** What the patient reads in their app: every item, newest prescription first, with how far it is. */
    patientSees(state: ForPatientsState, { nhsNumber }: { nhsNumber: string }, environment: Environment): { prescriptionId: string; medication: string; status: string }[] {
      return prescriptionsOf(state, nhsNumber, environment.clock.now()).flatMap((prescription) =>
        prescription.items.map(({ id, medication }) => ({ prescriptionId: prescription.id, medication: medication.display, status: statusShown(prescription, id, state.updates).status })),
      )
    },
  },
})
