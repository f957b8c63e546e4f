import { behaviour } from '../behaviour.ts'
import type { Practice } from '../config/config.ts'
import type { Spine } from '../spine/spine.ts'
import { readAnswer, refusalFor, refusalForFailure, unreadableAnswer } from './answer.ts'
import { OutgoingFailure, type OutgoingAnswer } from './outgoing.ts'

export const NEMS = 'The National Events Management Service (NEMS)'

/** Accredited system id of NEMS itself. Source: NEMS, generic requirements. */
const NEMS_ASID = '477121000324'
const INTERACTION = 'urn:nhs:names:services:clinicals-sync:SubscriptionsApi'

/** What the practice hears of about a patient whom it follows: changes of the record, a death, another practice. */
export const followedEvents = behaviour('nems.followedEvents', () => ['pds-record-change-1', 'pds-death-notification-1', 'pds-change-of-gp-1'])

/** Whom a subscription is about: one patient, never everybody. Source: NEMS, explicit subscription rules. */
export const criteriaFor = behaviour(
  'nems.criteriaFor',
  (nhsNumber: string): string => `/Bundle?type=message&serviceType=GP&Patient.identifier=http://fhir.nhs.net/Id/nhs-number|${nhsNumber}${followedEvents().map((event) => `&MessageHeader.event=${event}`).join('')}`,
)

interface Caller {
  spine: Spine
  practice: Practice
}

async function call({ spine, practice }: Caller, operation: 'Post' | 'Delete', path: string, body?: object): Promise<OutgoingAnswer> {
  const system = `https://fhir.nhs.uk/Id/accredited-system|${spine.settings.asid}`
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const token = `${part({ alg: 'none', typ: 'JWT' })}.${part({ sub: system, scope: 'patient/Subscription.write', requesting_system: system, requesting_organisation: `https://fhir.nhs.uk/Id/ods-organization-code|${practice.odsCode}` })}.`
  const headers = { fromasid: spine.settings.asid, toasid: NEMS_ASID, interactionid: `${INTERACTION}${operation}`, authorization: `Bearer ${token}`, accept: 'application/fhir+json' }
  try {
    return await spine.ask({ path: `/STU3/Subscription${path}`, method: operation === 'Post' ? 'POST' : 'DELETE', headers: { ...headers, ...(body && { 'content-type': 'application/fhir+json' }) }, ...(body && { body: JSON.stringify(body) }) })
  } catch (error) {
    throw error instanceof OutgoingFailure ? refusalForFailure(NEMS, error) : error
  }
}

const refused = (answer: OutgoingAnswer) => refusalFor(NEMS, readAnswer(NEMS, answer, ''))

/** The id of the subscription that NEMS has made; one that was there already is as good. */
export const subscriptionIn = behaviour('nems.subscriptionIn', (answer: OutgoingAnswer): string => {
  const existing = answer.status === 409 ? /Subscription\/([0-9a-f]+)/.exec(answer.text)?.[1] : undefined
  if (existing !== undefined) return existing
  if (answer.status >= 400) throw refused(answer)
  const id = /\/Subscription\/([^/]+)$/.exec(answer.headers['location'] ?? '')?.[1]
  if (answer.status !== 201 || id === undefined) throw unreadableAnswer(NEMS, `${answer.status} without the address of the subscription`)
  return id
})

/** Subscribes to the events of a patient; gives the id of the subscription. */
export async function createNemsSubscription(caller: Caller, { nhsNumber, mailbox }: { nhsNumber: string; mailbox: string }): Promise<string> {
  const { odsCode, name } = caller.practice
  const answer = await call(caller, 'Post', '', {
    resourceType: 'Subscription',
    meta: { profile: ['https://fhir.nhs.uk/STU3/StructureDefinition/EMS-Subscription-1'] },
    status: 'requested',
    contact: [{ system: 'url', value: `https://directory.spineservices.nhs.uk/STU3/Organization/${odsCode}`, use: 'work' }],
    reason: `Keeping the record of a registered patient of ${name} up to date`,
    criteria: criteriaFor(nhsNumber),
    channel: { type: 'message', endpoint: mailbox },
  })
  return subscriptionIn(answer)
}

/** Ends a subscription. One that is not there is ended. */
export async function deleteNemsSubscription(caller: Caller, id: string): Promise<void> {
  const answer = await call(caller, 'Delete', `/${id}`)
  if (answer.status >= 400 && answer.status !== 404) throw refused(answer)
}
