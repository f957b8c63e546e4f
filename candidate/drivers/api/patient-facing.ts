import type { AppAnswer, PatientFacingApi, PatientFacingVerbs } from '../../port/patient-facing.ts'
import type { HttpClient } from './http.ts'

/** Where NHS England publishes each API, below the base URL. */
const BASE: Readonly<Record<PatientFacingApi, string>> = {
  permissions: 'gp-connect/patient-facing/user-permissions',
  appointments: 'gp-connect/patient-facing/appointments-management-fhir/FHIR/STU3',
  prescriptions: 'gp-connect/patient-facing/prescriptions-management-fhir/FHIR/R4',
  record: 'gp-connect/patient-facing/access-record-fhir/FHIR/STU3',
}

/** Calls the candidate's GP Connect (Patient Facing) APIs as the NHS App would. */
export function apiPatientFacing(http: HttpClient): PatientFacingVerbs {
  return {
    async call({ api, method, path, query = [], headers, body }): Promise<AppAnswer> {
      const search = new URLSearchParams(query.map(([name, value]) => [name, value])).toString()
      const incoming = await http.send({
        verb: `patientFacing.${api}`,
        method,
        url: `${BASE[api]}/${path}${search && `?${search}`}`,
        headers: {
          accept: 'application/fhir+json, application/json',
          ...(body !== undefined && { 'content-type': 'application/fhir+json' }),
          ...headers,
        },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      })
      return {
        status: incoming.status,
        headers: incoming.headers,
        json: parse(incoming.body),
        text: incoming.body,
        exchange: incoming.exchange,
      }
    },
  }
}

/** The body as JSON; `undefined` when it is none. */
export function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    // Whoever looks at the answer says that it is not JSON.
    return undefined
  }
}
