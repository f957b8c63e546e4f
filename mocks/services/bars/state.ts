import { readFileSync } from 'node:fs'
import type { Clock } from '../../kit/clock.ts'
import type { Environment } from '../../kit/environment.ts'
import type { Random } from '../../kit/random.ts'
import type { Json } from './json.ts'

/** A service that can be referred to or booked into, as the catalogue of endpoints has it and its own system behaves. */
export interface Receiver {
  /** Number of the service in the directory of services. */
  serviceId: string
  odsCode: string
  name: string
  active: boolean
  /** In the catalogue: none, and the proxy does not find it; more than one, and it cannot tell. */
  endpoints: number
  /** Versions of the BaRS core that its system understands. */
  versions: string[]
  productId: string
  /** Categories of use that it takes referrals for. */
  useCases: string[]
  messages: string[]
  bookable: boolean
}

/** A referral or a booking that a receiver holds. */
export interface Held {
  id: string
  kind: 'ServiceRequest' | 'Appointment'
  serviceId: string
  /** Id of the message that brought it. */
  messageId: string
  nhsNumber: string
  patient: Json
  /** Counts changes, the receiver's own ones included. */
  version: number
  resource: Json
  slotId?: string
}

export interface BarsSlot {
  id: string
  serviceId: string
  start: number
  end: number
  status: 'free' | 'busy'
}

/** A pointer to a booking or a referral. */
export interface Pointer {
  id: string
  resource: Json
}

export interface BarsState {
  random: Random
  clock: Clock
  /** By service id. */
  receivers: Map<string, Receiver>
  held: Map<string, Held>
  /** Ids of messages that were processed, by receiver. */
  processed: Set<string>
  slots: Map<string, BarsSlot>
  pointers: Map<string, Pointer>
}

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** The receivers of the world, with free slots on the next days at those that can be booked. */
export function createState({ random, clock }: Environment): BarsState {
  const receivers = JSON.parse(readFileSync(new URL('receivers.json', import.meta.url), 'utf8')) as Receiver[]
  const slots = receivers.filter(({ bookable }) => bookable).flatMap(({ serviceId }) => slotsOf(serviceId, clock.now(), random))
  return {
    random,
    clock,
    receivers: new Map(receivers.map((receiver) => [receiver.serviceId, receiver])),
    held: new Map(),
    processed: new Set(),
    slots: new Map(slots.map((slot) => [slot.id, slot])),
    pointers: new Map(),
  }
}

/** A week of quarters of an hour, from nine to five. */
function slotsOf(serviceId: string, now: number, random: Random): BarsSlot[] {
  const midnight = Math.floor(now / DAY) * DAY
  return [1, 2, 3, 4, 5, 6, 7].flatMap((day) =>
    Array.from({ length: 32 }, (_, quarter) => {
      const start = midnight + day * DAY + 9 * 60 * MINUTE + quarter * 15 * MINUTE
      return { id: random.uuid(), serviceId, start, end: start + 15 * MINUTE, status: 'free' as const }
    }),
  )
}

/** An instant as BaRS writes it: seconds, and the offset of UTC. */
export const instant = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}+00:00`
