import { randomUUID } from 'node:crypto'
import { behaviour } from '../behaviour.ts'
import { SYSTEM } from '../fhir/resource.ts'
import type { Work } from '../work.ts'
import { refusalFor, unreadableAnswer, type Answer } from './answer.ts'
import { isObject, type JsonObject } from './json.ts'
import type { PlatformCall } from './platform.ts'

export const SCR = 'The Summary Care Record'

const BASE = '/summary-care-record/FHIR/R4'
const TYPE = 'http://snomed.info/sct|196981000000101'
const PERMISSION = 'https://fhir.nhs.uk/CodeSystem/SCR-ACSPermission'

/** What Spine lets others do with a patient's summary. */
export type NationalPermission = 'Yes' | 'No' | 'Ask'

/** The summary that counts nationally, and the patient's permission. */
export interface NationalSummary {
  id: string
  permission: string
}

/** The patient lets nobody at their summary: access control refused (its code 420, under whichever status). */
export const isClosed = behaviour('summaries.isClosed', ({ status, body }: Answer): boolean => {
  if (status === 420) return true
  const issue = Array.isArray(body['issue']) ? body['issue'].find(isObject) : undefined
  return status === 403 && issue?.['code'] === 'forbidden'
})

/** In whose name a call is made: a summary is looked at, and permission given, by a person; uploads are the practice system's own work. */
export const callerOf = behaviour('summaries.callerOf', (work: Work, matter: 'view' | 'upload' | 'permission' | 'alert'): PlatformCall['as'] =>
  matter === 'upload' ? 'application' : { session: work.session },
)

type Matter = Parameters<typeof callerOf>[1]

const call = (work: Work, matter: Matter, request: Pick<PlatformCall, 'method' | 'path'> & Partial<PlatformCall>): Promise<Answer> =>
  work.services.platform.call({ service: SCR, as: callerOf(work, matter), correlationId: work.interaction, ...request })

const patientToken = (nhsNumber: string) => `${SYSTEM.nhsNumber}|${nhsNumber}`

/**
 * The summary that counts now; undefined where there is none, `closed` where the patient lets nobody at it.
 * Source: SCR FHIR API, Get patient's latest Summary Care Record identifier.
 */
export async function findSummary(work: Work, matter: Matter, nhsNumber: string): Promise<NationalSummary | 'closed' | undefined> {
  const query: [string, string][] = [['patient', patientToken(nhsNumber)], ['type', TYPE], ['_sort', 'date'], ['_count', '1']]
  const answer = await call(work, matter, { method: 'GET', path: `${BASE}/DocumentReference`, query })
  if (isClosed(answer)) return 'closed'
  if (answer.status >= 400) throw refusalFor(SCR, answer)
  const entries = entriesOf(answer)
  const reference = entries.find(({ resourceType }) => resourceType === 'DocumentReference')
  if (!reference) return undefined
  const identifier = isObject(reference['masterIdentifier']) ? reference['masterIdentifier']['value'] : undefined
  if (typeof identifier !== 'string') throw unreadableAnswer(SCR, 'a DocumentReference without an identifier')
  const labels = Array.isArray(reference['securityLabel']) ? reference['securityLabel'].filter(isObject) : []
  const codings = labels.flatMap(({ coding }) => (Array.isArray(coding) ? coding.filter(isObject) : []))
  return { id: identifier, permission: String(codings.find(({ system }) => system === PERMISSION)?.['code'] ?? 'Ask') }
}

/** The resources of a summary; undefined when the identifier is not the current one any more (an empty bundle). */
export async function readSummary(work: Work, nhsNumber: string, id: string): Promise<JsonObject[] | 'closed' | undefined> {
  const query: [string, string][] = [['composition.identifier', id], ['composition.subject:Patient.identifier', patientToken(nhsNumber)]]
  const answer = await call(work, 'view', { method: 'GET', path: `${BASE}/Bundle`, query })
  if (isClosed(answer)) return 'closed'
  if (answer.status >= 400) throw refusalFor(SCR, answer)
  const resources = entriesOf(answer)
  return resources.length === 0 ? undefined : resources
}

/** Uploads a summary. The answer's status says what became of it; none (or none that can be read) throws. */
export const uploadSummary = (work: Work, bundle: JsonObject, requestId: string): Promise<Answer> =>
  call(work, 'upload', { method: 'POST', path: `${BASE}/Bundle`, body: bundle, requestId })

/** Writes the patient's permission to the access control service of Spine. */
export async function writePermission(work: Work, nhsNumber: string, permission: NationalPermission): Promise<void> {
  const part = [
    { name: 'nhsNumber', valueString: nhsNumber },
    { name: 'permissionCode', valueCoding: { system: PERMISSION, code: permission } },
  ]
  const body = { resourceType: 'Parameters', parameter: [{ name: 'setPermissions', part }] }
  const answer = await call(work, 'permission', { method: 'POST', path: `${BASE}/$setPermission`, body })
  if (answer.status !== 201) throw answer.status >= 400 ? refusalFor(SCR, answer) : unreadableAnswer(SCR, `${answer.status} to a permission`)
}

/** Tells the Privacy Officer. */
export async function sendAlert(work: Work, alert: JsonObject): Promise<void> {
  const answer = await call(work, 'alert', { method: 'POST', path: `${BASE}/AuditEvent`, body: alert, requestId: randomUUID() })
  if (answer.status !== 201) throw answer.status >= 400 ? refusalFor(SCR, answer) : unreadableAnswer(SCR, `${answer.status} to an alert`)
}

function entriesOf({ body }: Answer): JsonObject[] {
  if (body['resourceType'] !== 'Bundle') throw unreadableAnswer(SCR, 'no Bundle')
  const entries = Array.isArray(body['entry']) ? body['entry'].filter(isObject) : []
  return entries.map(({ resource }) => resource).filter(isObject)
}
