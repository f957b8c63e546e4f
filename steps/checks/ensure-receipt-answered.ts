import type { ControlClient } from '../../mocks/control-client.ts'
import { check, finding } from './check.ts'

type Delivery = Awaited<ReturnType<ControlClient['outside']['nhs-app']['postToCallback']>>

/** A receipt is answered with 202; one that is none, or from somebody else, is not. Source: NHS App callback, Send a real-time receipt. */
export const ensureReceiptAnswered = check(
  'a receipt is answered as published',
  (_sight, { delivery, accepted }: { delivery: Delivery; accepted: boolean }) => {
    const seen = delivery.response ? `status ${delivery.response.status}` : (delivery.failure ?? 'no answer')
    if (accepted) return !delivery.accepted && finding('not accepted', { expected: 'status 202', seen })
    return [
      delivery.accepted && finding('accepted', { expected: 'status 401 or 400, or no connection', seen }),
      !delivery.accepted &&
        delivery.response &&
        delivery.response.status >= 500 &&
        finding('broke over it', { expected: 'status 401 or 400', seen }),
    ]
  },
)
