import { createHmac, timingSafeEqual } from 'node:crypto'
import type { RequestContext, Routes } from '../area.ts'
import { behaviour } from '../behaviour.ts'
import { isObject, parseJson } from '../national/json.ts'
import { Refusal } from '../refusal.ts'
import type { Services } from '../services.ts'
import { readStatusEvents, takeStatusEvents } from './take-status.ts'

/** What a callback is proven with, as it came. */
export interface Proof {
  apiKey: string | undefined
  signature: string | undefined
  /** The body to the last character: what was signed. */
  body: string
}

/** Whether a text is the expected one, in the same time however much of it is right. */
function isSame(given: string | undefined, expected: string): boolean {
  const [a, b] = [Buffer.from(given ?? ''), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/**
 * Whether a callback is NHS Notify's: it holds the agreed API key, and its body was signed with the agreed secret.
 * Source: NHS Notify API, callbacks: HMAC-SHA256 of the body, keyed with `<application id>.<api key>`.
 */
export const isFromNotify = behaviour('invitations.isFromNotify', ({ config }: Services, { apiKey, signature, body }: Proof): boolean => {
  const { callbackKey } = (config.areas['invitations'] ?? {}) as { callbackKey?: string }
  if (callbackKey === undefined) return false
  const expected = createHmac('sha256', `${config.national.clientId}.${callbackKey}`).update(body).digest('hex')
  return isSame(apiKey, callbackKey) && isSame(signature, expected)
})

/** Where NHS Notify posts what became of messages. Answers 202 with nothing in it, as published, 400 or 401. */
export function callbackRoutes(routes: Routes): void {
  const take = async (context: RequestContext): Promise<Response> => {
    const services = context.get('services')
    const body = await context.req.text()
    const proof = { apiKey: context.req.header('x-api-key'), signature: context.req.header('x-hmac-sha256-signature'), body }
    if (!isFromNotify(services, proof)) throw new Refusal('not-signed-in', 'Only NHS Notify may say what became of an invitation.')
    const json = parseJson(body)
    if (!isObject(json)) throw new Refusal('invalid', 'The body is not a JSON object.')
    takeStatusEvents(services, readStatusEvents(json), { device: 'callback', interaction: context.get('interaction') })
    return context.body(null, 202)
  }
  routes.post('/nhs-notify/callback/message-status', take)
  routes.post('/nhs-notify/callback/channel-status', take)
}
