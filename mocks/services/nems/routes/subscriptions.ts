import type { Call } from '../../../kit/call.ts'
import { empty, text } from '../../../kit/reply.ts'
import { refuse } from '../../../kit/refusal.ts'
import { route } from '../../../kit/route.ts'
import { callerOf, requireSpineHeaders } from '../admit.ts'
import { readCriteria } from '../criteria.ts'
import { reject, WORDED } from '../errors.ts'
import { fromJson, fromXml, toXml, type Wanted } from '../resource.ts'
import type { NemsState, Subscription } from '../state.ts'

const CLAUSE = 'Create Subscription'
const XML = 'application/xml+fhir'
const DIRECTORY = 'https://directory.spineservices.nhs.uk/STU3/Organization/'

/** The patient whom an explicit subscription is about. */
function patientOf(call: Call<NemsState>): string | undefined {
  const criteria = readCriteria(wantedOf(call)?.criteria ?? '')
  return 'patient' in criteria ? criteria.patient : undefined
}

const wantedOf = (call: Call): Wanted | undefined => (/xml/i.test(call.header('content-type') ?? '') ? fromXml(call.text) : fromJson(call.json))

export const createSubscription = route<NemsState>({
  operation: 'create-subscription',
  method: 'POST',
  path: '/Subscription',
  requires: [requireSpineHeaders('Post')],
  subject: patientOf,
  handle(call) {
    if (!/^application\/(xml\+fhir|fhir\+xml|xml|json\+fhir|fhir\+json|json)\b/i.test(call.header('content-type') ?? '')) return reject('unsupportedMediaType', `Content-Type is ${call.header('content-type') ?? 'missing'}`, CLAUSE, 'Content-Type')
    const wanted = wantedOf(call) ?? reject('notWellFormed', 'the body is no Subscription', CLAUSE)
    const subscription = subscriptionOf(call, wanted)
    const same = [...call.state.subscriptions.values()].find(({ criteria, mailbox }) => criteria === subscription.criteria && mailbox === subscription.mailbox)
    if (same) refuse(WORDED.duplicate(`Subscription/${same.id} has the same criteria and endpoint`))
    call.state.subscriptions.set(subscription.id, subscription)
    return empty(201, { location: `${call.baseUrl}/STU3/Subscription/${subscription.id}` })
  },
})

/** The subscription that is asked for, if all rules hold. */
function subscriptionOf(call: Call<NemsState>, wanted: Wanted): Subscription {
  const { status, reason, criteria: text, contacts, channel, end } = wanted
  const invalid = (words: string, pointer: string): never => reject('invalidResource', words, CLAUSE, pointer)
  if (status !== 'requested') return invalid('status must be requested', 'status')
  if (!reason) return invalid('reason is missing', 'reason')
  if (!text) return invalid('criteria are missing', 'criteria')
  const criteria = readCriteria(text)
  if ('wrong' in criteria) return reject(criteria.nhsNumber ? 'invalidNhsNumber' : 'invalidResource', criteria.wrong, CLAUSE, 'criteria')
  const organisation = contacts.find(({ system, use, value }) => system === 'url' && use === 'work' && value?.startsWith(DIRECTORY))?.value?.slice(DIRECTORY.length)
  if (!organisation) return invalid('contact does not name the organisation', 'contact')
  if (organisation.toUpperCase() !== callerOf(call).organisation) return reject('accessDenied', 'contact names another organisation than the token', CLAUSE, 'contact')
  if (channel.type !== 'message') return invalid('channel.type must be message', 'channel.type')
  if (!channel.endpoint) return invalid('channel.endpoint is missing', 'channel.endpoint')
  const { random, clock } = call.environment
  const id = random.uuid().replaceAll('-', '')
  return {
    id,
    asid: callerOf(call).asid,
    organisation,
    criteria: text,
    reason,
    mailbox: channel.endpoint,
    xml: toXml(id, wanted, new Date(clock.now()).toISOString()),
    ...(end !== undefined && { end }),
  }
}

/** The subscription that the path names, of the caller's own organisation. */
function existing(call: Call<NemsState>): Subscription {
  const found = call.state.subscriptions.get(call.params['id'] ?? '')
  if (!found || found.organisation.toUpperCase() !== callerOf(call).organisation) return refuse(WORDED.notFound())
  return found
}

export const readSubscription = route<NemsState>({
  operation: 'read-subscription',
  method: 'GET',
  path: '/Subscription/:id',
  requires: [requireSpineHeaders('Get')],
  handle: (call) => text(200, existing(call).xml, XML),
})

/** Answers 200, as the published example has it. There is no update: a subscription is deleted and made anew. */
export const deleteSubscription = route<NemsState>({
  operation: 'delete-subscription',
  method: 'DELETE',
  path: '/Subscription/:id',
  requires: [requireSpineHeaders('Delete')],
  handle(call) {
    call.state.subscriptions.delete(existing(call).id)
    return empty(200)
  },
})
