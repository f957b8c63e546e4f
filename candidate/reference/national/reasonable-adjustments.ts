import { setTimeout as sleep } from 'node:timers/promises'
import { behaviour } from '../behaviour.ts'
import { Refusal } from '../refusal.ts'
import type { Work } from '../work.ts'
import { NationalRefusal, refusalFor, unreadableAnswer, type Answer } from './answer.ts'
import { isObject, type JsonObject } from './json.ts'
import type { PlatformCall } from './platform.ts'
import { retryAfterMs } from './retry.ts'

export const REASONABLE_ADJUSTMENTS = 'The Reasonable Adjustment Flag service'

const BASE = '/reasonable-adjustment-flag/FHIR/STU3'
const SYSTEM = 'https://fhir.nhs.uk/STU3/CodeSystem'
const EXTENSION = 'https://fhir.nhs.uk/STU3/StructureDefinition'
const CATEGORY = { system: `${SYSTEM}/RARecord-FlagCategory-1`, code: 'NRAF', display: 'National Reasonable Adjustments Flag' }
const PROXY_ROLE = 'RARecord-ProxyRole-1'
const REMOVAL = 'RARecord-RemovalReason-1'

/** One part of a patient's national record, with the version that a change of it must name. */
export interface NationalPart {
  id: string
  version: number
  resource: JsonObject
}

/** What is to be recorded: an adjustment that the patient needs. */
export interface NewAdjustment {
  /** SNOMED CT concept. */
  code: string
  term: string
  /** Code of RARecord-AdjustmentCategory-1. */
  category: string
}

/** Why something is removed: a code of RARecord-RemovalReason-1, and words. */
export interface Removal {
  reason: string
  comment: string
}

export const codeOf = ({ resource }: NationalPart): { code: string; term: string } => {
  const [coding] = isObject(resource['code']) && Array.isArray(resource['code']['coding']) ? resource['code']['coding'].filter(isObject) : []
  return { code: String(coding?.['code'] ?? ''), term: String(coding?.['display'] ?? coding?.['code'] ?? '') }
}

const patientReference = (nhsNumber: string) => ({ reference: `https://demographics.spineservices.nhs.uk/STU3/Patient/${nhsNumber}` })

const removalExtension = ({ reason, comment }: Removal) => ({
  url: `${EXTENSION}/Extension-${REMOVAL}`,
  extension: [
    { url: 'removalReason', valueCodeableConcept: { coding: [{ system: `${SYSTEM}/${REMOVAL}`, code: reason }] } },
    { url: 'supportingComment', valueString: comment },
  ],
})

/** A Flag: what is needed, and of whom only the NHS number. Source: Reasonable Adjustment Flag API, RARecord-Flag-1. */
export const flagResource = behaviour(
  'adjustments.flagResource',
  (_work: Work, nhsNumber: string, { code, term, category }: NewAdjustment): JsonObject => ({
    resourceType: 'Flag',
    meta: { profile: [`${EXTENSION}/RARecord-Flag-1`] },
    extension: [
      { url: `${EXTENSION}/Extension-RARecord-AdjustmentCategory-1`, valueCodeableConcept: { coding: [{ system: `${SYSTEM}/RARecord-AdjustmentCategory-1`, code: category }] } },
    ],
    status: 'active',
    category: { coding: [CATEGORY] },
    code: { coding: [{ system: 'http://snomed.info/sct', code, display: term }] },
    subject: patientReference(nhsNumber),
  }),
)

/** The Flag after a change: another adjustment in its place, all that others noted with it as it was. */
export const changedFlag = behaviour('adjustments.changedFlag', (before: NationalPart, to: NewAdjustment): JsonObject => {
  const { contained: _provenance, ...resource } = before.resource
  return { ...resource, code: { coding: [{ system: 'http://snomed.info/sct', code: to.code, display: to.term }] } }
})

/** The Consent with which a record begins: how it was given. Source: Reasonable Adjustment Flag API, RARecord-Consent-1. */
const consentResource = (nhsNumber: string, role: string): JsonObject => ({
  resourceType: 'Consent',
  meta: { profile: [`${EXTENSION}/RARecord-Consent-1`] },
  extension: [{ url: `${EXTENSION}/Extension-${PROXY_ROLE}`, valueCodeableConcept: { coding: [{ system: `${SYSTEM}/${PROXY_ROLE}`, code: role }] } }],
  status: 'active',
  category: [{ coding: [CATEGORY] }],
  patient: patientReference(nhsNumber),
  policy: [
    { authority: 'https://www.gov.uk/', uri: 'https://www.gov.uk/government/uploads/system/uploads/attachment_data/file/535024/data-security-review.pdf' },
  ],
  purpose: [{ system: `${SYSTEM}/RARecord-ConsentPurpose-1`, code: 'RACONSENT', display: 'Reasonable Adjustments - Consent to record Reasonable Adjustments' }],
})

/** The role in which the user is told to the service: the one they chose. */
const call = (work: Work, rest: Pick<PlatformCall, 'method' | 'path' | 'query' | 'headers' | 'body' | 'requestId'>) =>
  work.services.platform.call({
    service: REASONABLE_ADJUSTMENTS,
    as: { session: work.session },
    correlationId: work.interaction,
    ...rest,
    path: `${BASE}${rest.path}`,
    headers: { 'nhsd-session-urid': work.role.id, ...rest.headers },
  })

/**
 * What becomes of a write that was accepted and not yet done: it is asked for until there is an answer, as long as any call
 * may take. Source: Reasonable Adjustment Flag API, polling outcomes.
 */
export const settle = behaviour('adjustments.settle', async (work: Work, accepted: Answer): Promise<Answer> => {
  const deadline = performance.now() + work.services.config.timeouts.retryMs
  let answer = accepted
  while (answer.status === 202) {
    const id = /\/_poll\/([\w.-]+)$/.exec(accepted.headers['content-location'] ?? '')?.[1]
    if (id === undefined) throw unreadableAnswer(REASONABLE_ADJUSTMENTS, '202 without a place to ask')
    const pause = retryAfterMs(answer.headers['retry-after'], work.services.clock.now()) ?? 500
    if (performance.now() + pause > deadline)
      throw new NationalRefusal('national-timeout', `${REASONABLE_ADJUSTMENTS} has not finished yet. Look again later.`, { outcomeUnknown: true })
    await sleep(pause)
    answer = await call(work, { method: 'GET', path: `/_poll/${id}` })
  }
  return answer
})

/** The answer to a write, or what the user is told when it was not done. */
export const readWritten = behaviour('adjustments.readWritten', (answer: Answer): Answer => {
  if (answer.status === 409 || answer.status === 412)
    throw new Refusal('changed-meanwhile', 'Somebody else has changed the reasonable adjustments meanwhile. Nothing was overwritten. Look at them again.')
  if (answer.status >= 300) throw refusalFor(REASONABLE_ADJUSTMENTS, answer)
  return answer
})

async function write(work: Work, rest: Parameters<typeof call>[1]): Promise<Answer> {
  return readWritten(await settle(work, await call(work, rest)))
}

/** What is recorded of a patient, by part. Nobody's record is an empty list. */
export async function readParts(work: Work, nhsNumber: string, part: 'Consent' | 'Flag'): Promise<NationalPart[]> {
  const answer = await call(work, {
    method: 'GET',
    path: `/${part}`,
    query: [
      ['patient', nhsNumber],
      ['status', 'active'],
      ['category', `${CATEGORY.system}|${CATEGORY.code}`],
    ],
  })
  if (answer.status !== 200) throw refusalFor(REASONABLE_ADJUSTMENTS, answer)
  return readEntries(answer, part)
}

/** The parts in a searchset. Without an entry there are none: that is an answer. */
export const readEntries = behaviour('adjustments.readEntries', ({ body }: Answer, part: 'Consent' | 'Flag'): NationalPart[] => {
  if (body['resourceType'] !== 'Bundle') throw unreadableAnswer(REASONABLE_ADJUSTMENTS, `expected a Bundle, got ${String(body['resourceType'])}`)
  const entries = Array.isArray(body['entry']) ? body['entry'].filter(isObject) : []
  return entries.map((entry) => partOf(entry['resource'], part))
})

export async function createConsent(work: Work, { nhsNumber, role, requestId }: { nhsNumber: string; role: string; requestId: string }): Promise<NationalPart> {
  const answer = await write(work, { method: 'POST', path: '/Consent', body: consentResource(nhsNumber, role), requestId })
  return partOf(answer.body, 'Consent')
}

export async function createFlag(work: Work, { nhsNumber, requestId, ...adjustment }: NewAdjustment & { nhsNumber: string; requestId: string }): Promise<NationalPart> {
  const answer = await write(work, { method: 'POST', path: '/Flag', body: flagResource(work, nhsNumber, adjustment), requestId })
  return partOf(answer.body, 'Flag')
}

/** Changes a flag on the version that the user saw. */
export async function updateFlag(work: Work, { id, version, body }: { id: string; version: number; body: JsonObject }): Promise<NationalPart> {
  const answer = await write(work, { method: 'PUT', path: `/Flag/${id}`, headers: { 'if-match': `W/"${version}"` }, body })
  return partOf(answer.body, 'Flag')
}

/** A flag that is no longer needed, and why. */
export const endedFlag = (before: NationalPart, removal: Removal): JsonObject => {
  const { contained: _provenance, ...resource } = before.resource
  const extensions = Array.isArray(resource['extension']) ? resource['extension'] : []
  return { ...resource, status: 'inactive', extension: [...extensions, removalExtension(removal)] }
}

/** Removes the whole record, on the version of the consent that the user saw. */
export async function removeWholeRecord(work: Work, { nhsNumber, version, reason, comment }: Removal & { nhsNumber: string; version: number }): Promise<void> {
  await write(work, {
    method: 'POST',
    path: '/$removerarecord',
    headers: { 'if-match': `W/"${version}"` },
    body: {
      resourceType: 'Parameters',
      parameter: [
        {
          name: 'removeRARecord',
          part: [
            { name: 'nhsNumber', valueString: nhsNumber },
            { name: 'removalReason', valueCodeableConcept: { coding: [{ system: `${SYSTEM}/${REMOVAL}`, code: reason }] } },
            { name: 'supportingComment', valueString: comment },
          ],
        },
      ],
    },
  })
}

function partOf(resource: unknown, type: string): NationalPart {
  if (!isObject(resource) || resource['resourceType'] !== type) throw unreadableAnswer(REASONABLE_ADJUSTMENTS, `expected a ${type}`)
  const version = Number(isObject(resource['meta']) ? resource['meta']['versionId'] : NaN)
  if (typeof resource['id'] !== 'string' || !Number.isInteger(version)) throw unreadableAnswer(REASONABLE_ADJUSTMENTS, `a ${type} without id or version`)
  return { id: resource['id'], version, resource }
}

/** How consent was given: code of RARecord-ProxyRole-1. */
export function proxyRoleOf({ resource }: NationalPart): string {
  const extensions = Array.isArray(resource['extension']) ? resource['extension'].filter(isObject) : []
  const concept = extensions.find(({ url }) => url === `${EXTENSION}/Extension-${PROXY_ROLE}`)?.['valueCodeableConcept']
  const [coding] = isObject(concept) && Array.isArray(concept['coding']) ? concept['coding'].filter(isObject) : []
  return String(coding?.['code'] ?? '')
}
