import { application } from '../../../kit/access.ts'
import { empty, fhir, json } from '../../../kit/reply.ts'
import { refuse } from '../../../kit/refusal.ts'
import { route } from '../../../kit/route.ts'
import { errors, requireCorrelationId } from '../errors.ts'
import type { MnsState } from '../state.ts'
import { readSubscription, shown, subscriptionOf } from '../subscriptions.ts'

const common = { access: [application()], requires: [requireCorrelationId] }

export const createSubscription = route<MnsState>({
  ...common,
  operation: 'create-subscription',
  method: 'POST',
  path: '/subscriptions',
  handle(call) {
    const resource = readSubscription(call)
    const id = call.environment.random.uuid()
    call.state.subscriptions.set(id, { id, applicationId: call.grant!.applicationId, resource })
    return json(201, { id })
  },
})

/** The caller's own, in pages: `continue_from` is the id of the last one on the page before. */
export const listSubscriptions = route<MnsState>({
  ...common,
  operation: 'get-all-subscriptions',
  method: 'GET',
  path: '/subscriptions',
  handle(call) {
    const own = [...call.state.subscriptions.values()].filter(({ applicationId }) => applicationId === call.grant!.applicationId)
    const from = call.query.get('continue_from')
    const before = from === null ? -1 : own.findIndex(({ id }) => id === from)
    if (from !== null && before < 0) return refuse(errors.invalidContinueFrom(), { rule: 'invalid-continue-from', detail: from, clause: 'MNS API, list subscriptions', pointer: 'query:continue_from' })
    const page = own.slice(before + 1, before + 1 + call.state.pageSize)
    const more = before + 1 + page.length < own.length
    const link = [
      { relation: 'self', url: from === null ? '/subscriptions' : `/subscriptions?continue_from=${from}` },
      ...(more ? [{ relation: 'next', url: `/subscriptions?continue_from=${page.at(-1)!.id}` }] : []),
    ]
    return fhir(200, { resourceType: 'Bundle', type: 'searchset', link, entry: page.map(shown) })
  },
})

export const getSubscription = route<MnsState>({
  ...common,
  operation: 'get-subscription',
  method: 'GET',
  path: '/subscriptions/:id',
  handle: (call) => fhir(200, shown(subscriptionOf(call))),
})

/** Overwrites at once. */
export const updateSubscription = route<MnsState>({
  ...common,
  operation: 'update-subscription',
  method: 'PUT',
  path: '/subscriptions/:id',
  handle(call) {
    const subscription = subscriptionOf(call)
    subscription.resource = readSubscription(call, subscription.id)
    return empty(204)
  },
})

export const deleteSubscription = route<MnsState>({
  ...common,
  operation: 'delete-subscription',
  method: 'DELETE',
  path: '/subscriptions/:id',
  handle(call) {
    call.state.subscriptions.delete(subscriptionOf(call).id)
    return empty(204)
  },
})
