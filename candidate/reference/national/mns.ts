import { behaviour } from '../behaviour.ts'
import type { Work } from '../work.ts'
import { refusalFor, unreadableAnswer, type Answer } from './answer.ts'
import { isObject, type JsonObject } from './json.ts'

export const MNS = 'The Multicast Notification Service (MNS)'

const BASE = '/multicast-notification-service'

/** A subscription as MNS knows it. */
export interface NationalSubscription {
  id: string
  criteria: string
  endpoint: string
}

/** Where the next page of a list begins; undefined after the last. */
export const nextPage = behaviour('notifications.nextPage', (body: JsonObject): string | undefined => {
  const links = Array.isArray(body['link']) ? body['link'].filter(isObject) : []
  const next = links.find(({ relation }) => relation === 'next')?.['url']
  return typeof next === 'string' ? (new URLSearchParams(next.slice(next.indexOf('?') + 1)).get('continue_from') ?? undefined) : undefined
})

const call = (work: Work, rest: { method: 'GET' | 'POST'; query?: [string, string][]; body?: unknown }): Promise<Answer> =>
  work.services.platform.call({ service: MNS, as: 'application', correlationId: work.interaction, path: `${BASE}/subscriptions`, ...rest })

/** All subscriptions of this system, page by page. */
export async function listSubscriptions(work: Work): Promise<NationalSubscription[]> {
  const found: NationalSubscription[] = []
  for (let from: string | undefined, first = true; first || from !== undefined; first = false) {
    const answer = await call(work, { method: 'GET', ...(from !== undefined && { query: [['continue_from', from]] }) })
    if (answer.status !== 200) throw refusalFor(MNS, answer)
    if (!Array.isArray(answer.body['entry'])) throw unreadableAnswer(MNS, 'no list of subscriptions')
    for (const { id, criteria, channel } of answer.body['entry'].filter(isObject))
      found.push({ id: String(id), criteria: String(criteria), endpoint: isObject(channel) ? String(channel['endpoint']) : '' })
    from = nextPage(answer.body)
  }
  return found
}

/** What an answer says: the id of the subscription. A matching one that MNS has already (409) is as good as a new one. */
function readSubscribed(answer: Answer): string {
  const existing = answer.status === 409 ? /with id: ([0-9a-f-]{36})/.exec(String(answer.body['errors']))?.[1] : undefined
  if (existing !== undefined) return existing
  if (answer.status >= 400) throw refusalFor(MNS, answer)
  if (answer.status !== 201 || typeof answer.body['id'] !== 'string') throw unreadableAnswer(MNS, `${answer.status} without an id`)
  return answer.body['id']
}

/** Subscribes; gives the id. */
export const createSubscription = behaviour('notifications.createSubscription', async (work: Work, { criteria, endpoint }: Omit<NationalSubscription, 'id'>): Promise<string> =>
  readSubscribed(
    await call(work, {
      method: 'POST',
      body: { resourceType: 'Subscription', status: 'requested', reason: 'Keeping the records of registered patients up to date', criteria, channel: { type: 'message', endpoint, payload: 'application/fhir+json' } },
    }),
  ),
)
