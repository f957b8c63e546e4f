import type { SentElsewhereView, TimeElsewhere } from '../../candidate/port/booking-referral.ts'
import type { ServiceCall } from '../support/exchange.ts'
import { check, finding } from './check.ts'

type Json = Record<string, unknown>

interface Held {
  id: string
  kind: string
  serviceId: string
  slotId?: string
  resource: Json
}

const reasonIn = ({ resource }: Held): string =>
  [resource['description'], ...((resource['reasonCode'] ?? []) as { text?: string }[]).map(({ text }) => text)].filter((each) => typeof each === 'string').join(' | ')

/** A service has just one referral or booking of a patient, in this state and for this reason. */
export const ensureAtService = check(
  'the other service has it, once',
  async (
    { outside },
    { nhsNumber, kind, serviceId, status, reason, slotId }: { nhsNumber: string; kind: 'ServiceRequest' | 'Appointment'; serviceId: string; status: string; reason?: string; slotId?: string },
  ) => {
    const all = ((await outside.bars.heldFor({ nhsNumber })) as Held[]).filter((held) => held.kind === kind)
    const there = all.filter((held) => held.serviceId === serviceId)
    const [held] = there
    if (there.length !== 1 || all.length !== 1 || !held) return finding('it has more or fewer', { expected: `1 ${kind} at ${serviceId}`, seen: all.map((each) => `${each.kind} at ${each.serviceId}`) })
    return [
      held.resource['status'] !== status && finding('in another state there', { expected: status, seen: String(held.resource['status']) }),
      reason !== undefined && !reasonIn(held).includes(reason) && finding('another reason there', { expected: reason, seen: reasonIn(held) }),
      slotId !== undefined && held.slotId !== slotId && finding('at another time', { expected: slotId, seen: held.slotId ?? 'none' }),
    ]
  },
)

/** No service has anything of a patient. */
export const ensureNowhere = check('no other service has it', async ({ outside }, { nhsNumber }: { nhsNumber: string }) => {
  const all = (await outside.bars.heldFor({ nhsNumber })) as Held[]
  return all.map(({ kind, serviceId }) => finding('something is there', { expected: 'nothing', seen: `${kind} at ${serviceId}` }))
})

/** The user sees it in this state, and whether the service has said so just now. */
export const ensureSentShown = check(
  'the user sees what has become of it',
  (_sight, { seen, state, status, current }: { seen: SentElsewhereView | undefined; state?: string; status?: string; current?: boolean }) => {
    if (!seen) return finding('nothing is shown', { expected: state ?? status, seen: 'nothing' })
    return [
      state !== undefined && seen.state !== state && finding('shown in another state', { expected: state, seen: seen.state }),
      status !== undefined && seen.status !== status && finding('shown as having become something else', { expected: status, seen: seen.status ?? 'nothing' }),
      current !== undefined && seen.current !== current && finding(current ? 'not shown as what the service says now' : 'shown as what the service says now', { expected: String(current), seen: String(seen.current) }),
      current === false && !/could not|cannot|not be|unable/i.test(seen.problem ?? '') && finding('the words do not say that it could not be checked', { expected: 'that it could not be checked', seen: seen.problem ?? 'nothing' }),
    ]
  },
)

/** What was typed is kept, so that it can be sent without typing it again. */
export const ensureKept = check('what was typed is kept', (_sight, { kept, reason, states }: { kept: readonly SentElsewhereView[]; reason: string; states: readonly string[] }) => {
  const found = kept.find((each) => each.reason.includes(reason))
  if (!found) return finding('it is lost', { expected: reason, seen: kept.length ? kept.map((each) => each.reason) : 'nothing kept' })
  return !states.includes(found.state) && finding('kept as something else', { expected: states.join(' or '), seen: found.state })
})

/** The JSON that a header carries in base64. */
function decoded(call: ServiceCall, name: string): Json | undefined {
  try {
    return JSON.parse(Buffer.from(call.header(name) ?? '', 'base64').toString('utf8')) as Json
  } catch {
    // No JSON: the service's own validation says so, too.
    return undefined
  }
}

const identifiers = (resource: Json | undefined): string[] => ((resource?.['identifier'] ?? []) as { value?: string }[]).map(({ value }) => value ?? '')

const resourcesOf = (call: ServiceCall, type: string): Json[] =>
  (((call.body ?? {}) as { entry?: { resource?: Json }[] }).entry ?? []).flatMap(({ resource }) => (resource?.['resourceType'] === type ? [resource] : []))

/** The message says who sends it: the practice, and the person in the role they chose. Source: BaRS API, NHSD-Requesting-Practitioner. */
export const ensureSenderTold = check(
  'the other service is told who sends it',
  async ({ calls }, { subject, odsCode, userId, roleId }: { subject: string; odsCode: string; userId: string; roleId: string }) => {
    const [call] = await calls({ service: 'bars', operation: 'processMessage', subject })
    if (!call) return finding('nothing was sent', { expected: 'a message', seen: 'none' })
    const organisation = identifiers(decoded(call, 'nhsd-end-user-organisation'))
    const practitioner = identifiers(decoded(call, 'nhsd-requesting-practitioner'))
    const named = resourcesOf(call, 'Practitioner').flatMap(identifiers)
    return [
      !organisation.includes(odsCode) && finding('another organisation', { expected: odsCode, seen: organisation, at: call }),
      !practitioner.includes(roleId) && finding('the person is not told in their role', { expected: roleId, seen: practitioner.length ? practitioner : 'nobody', at: call }),
      !named.includes(userId) && finding('the message does not name the person', { expected: userId, seen: named.length ? named : 'nobody', at: call }),
    ]
  },
)

/** A sender asks what a service can do, and then which messages it takes, before it sends one. Source: BaRS API, get capability statement. */
export const ensureAskedFirst = check('the service is asked before anything is sent to it', async ({ calls }, _args: object) => {
  const made = (await calls({ service: 'bars' })).map(({ entry }) => entry.operation)
  const sent = made.indexOf('processMessage')
  const before = made.slice(0, Math.max(0, sent))
  return [
    sent < 0 && finding('nothing was sent', { expected: 'a message', seen: made }),
    sent >= 0 && !before.includes('getMetadata') && finding('it was not asked what it can do', { expected: 'its capability statement first', seen: before }),
    sent >= 0 && !before.includes('getMessageDefinitions') && finding('it was not asked what it needs', { expected: 'its message definitions first', seen: before }),
  ]
})

/** Nothing of what is named is in any message about somebody. */
export const ensureNotInMessages = check('the other service is told nothing it has no business with', async ({ calls }, { subject, secrets }: { subject: string; secrets: Readonly<Record<string, string>> }) => {
  const made = await calls({ service: 'bars', operation: 'processMessage', subject })
  if (made.length === 0) return finding('nothing was sent', { expected: 'a message', seen: 'none' })
  return made.flatMap((call) =>
    Object.entries(secrets)
      .filter(([, value]) => (call.entry.requestBody ?? '').toLowerCase().includes(value.toLowerCase()))
      .map(([name, value]) => finding(`it is told ${name}`, { expected: 'not told', seen: value, at: call })),
  )
})

/** A message that is sent again is the same message: the receiver knows it by its id. */
export const ensureSameMessage = check('what is sent again is the same message', async ({ calls }, { subject }: { subject: string }) => {
  const made = await calls({ service: 'bars', operation: 'processMessage', subject, from: 'beginning' })
  const ids = new Set(made.map((call) => String(((call.body ?? {}) as Json)['id'])))
  return [
    made.length < 2 && finding('it was not sent again', { expected: '2 messages', seen: String(made.length) }),
    ids.size > 1 && finding('another message', { expected: 'one id', seen: [...ids], at: made.at(-1) }),
  ]
})

/** The times shown are free ones of the service, to come, and none else. */
export const ensureFreeTimes = check(
  'the times shown are free',
  async ({ outside }, { seen, serviceId, notFree }: { seen: readonly TimeElsewhere[]; serviceId: string; notFree: string }) => {
    const slots = (await outside.bars.slotsOf({ serviceId })) as { id: string; start: number; end: number; status: string }[]
    const byId = new Map(slots.map((slot) => [slot.id, slot]))
    const wrong = seen.filter(({ id, start }) => byId.get(id)?.start !== Date.parse(start))
    return [
      seen.length === 0 && finding('no time is shown', { expected: 'free times', seen: 'none' }),
      seen.some(({ id }) => id === notFree) && finding('a time is shown that is taken', { expected: 'free times only', seen: notFree }),
      wrong.length > 0 && finding('times that the service does not have', { expected: 'those of the service', seen: wrong.slice(0, 3) }),
    ]
  },
)
