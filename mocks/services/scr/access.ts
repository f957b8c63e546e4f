import { application, healthcareWorker } from '../../kit/access.ts'
import type { Call } from '../../kit/call.ts'
import { refuse } from '../../kit/refusal.ts'
import { selectRole } from '../../kit/role.ts'
import type { RequestCheck } from '../../kit/route.ts'
import { errors, reject, roleProblem, unsupportedMediaType } from './errors.ts'
import type { ScrState } from './state.ts'

/** Staff signed in at AAL2 or AAL3; for the reads of a summary and its upload an application may call by itself. Source: "Security and authorisation". */
export const USER = [healthcareWorker({ aal: [2, 3] })] as const
export const USER_OR_APPLICATION = [...USER, application()] as const

const UUID = /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$/
const HEADERS = 'SCR FHIR API: headers'

/** The role of a user can be told. Looked at by the gateway, before anything else. */
const sessionRole: RequestCheck<ScrState> = (call) => {
  if (call.grant!.kind === 'healthcare-worker') selectRole(call, { word: roleProblem })
}

const withinRate: RequestCheck<ScrState> = (call) => {
  const { recent, requestsPerSecond } = call.state
  if (requestsPerSecond === undefined) return
  const now = call.environment.clock.now()
  const within = (recent.get(call.grant!.applicationId) ?? []).filter((instant) => now - instant < 1000)
  const tooMany = within.length >= requestsPerSecond
  if (!tooMany) within.push(now)
  recent.set(call.grant!.applicationId, within)
  if (tooMany) refuse(errors.tooManyRequests(), { rule: 'rate-limit', detail: `more than ${requestsPerSecond} requests within a second`, clause: 'SCR FHIR API: Exponential backoff (5 TPS per application)' })
}

/** Both ids, where they are given, are UUIDs; the correlation id is looked at first. */
const idForms: RequestCheck<ScrState> = (call) => {
  for (const name of ['X-Correlation-ID', 'X-Request-ID']) {
    const id = call.header(name)
    if (id && !UUID.test(id)) reject(`Invalid ${name}. Should be a UUIDv4 matching "^[0-9a-fA-F]{8}+-[0-9a-fA-F]{4}+-[0-9a-fA-F]{4}+-[0-9a-fA-F]{4}+-[0-9a-fA-F]{12}+$"`, 'id-not-a-uuid', HEADERS, name.toLowerCase())
  }
}

/** What is looked at on every call before the operation's own matter. */
export const EVERY_CALL = [sessionRole, withinRate, idForms] as const

/** The body is labelled `application/fhir+json`, parameters allowed; plain `application/json` is not enough. */
export const fhirBody: RequestCheck<ScrState> = (call) => {
  const type = (call.header('content-type') ?? '').split(';', 1)[0]!.trim().toLowerCase()
  if (type !== 'application/fhir+json') refuse(unsupportedMediaType(call), { rule: 'media-type', detail: `the body is labelled "${type}"`, clause: 'SCR FHIR API: header Content-Type', pointer: 'content-type' })
}

/** A query parameter that must be there. */
export function demanded(call: Call<ScrState>, name: string, clause: string): string {
  const value = call.query.get(name)
  return value ?? reject(`Required request parameter '${name}' for method parameter type String is not present`, 'parameter-missing', clause, `query:${name}`)
}
