import { check, finding } from './check.ts'

/** What came back from a callback, as far as it matters here. */
export interface Answered {
  accepted: boolean
  response?: { status: number }
  failure?: string
}

/** A callback of NHS Notify is answered with 202; one that is none, or from somebody else, is not. Source: NHS Notify API, callbacks. */
export const ensureCallbackAnswered = check('a callback is answered as published', (_sight, { delivery, accepted }: { delivery: Answered; accepted: boolean }) => {
  const seen = delivery.response ? `status ${delivery.response.status}` : (delivery.failure ?? 'no answer')
  if (accepted) return !delivery.accepted && finding('not accepted', { expected: 'status 202', seen })
  return [
    delivery.accepted && finding('accepted', { expected: 'status 401, 403 or 400', seen }),
    (delivery.response?.status ?? 0) >= 500 && finding('broke over it', { expected: 'status 401, 403 or 400', seen }),
  ]
})
