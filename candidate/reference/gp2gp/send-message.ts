import { behaviour } from '../behaviour.ts'
import type { Services } from '../services.ts'
import { pack, type Enclosure } from '../spine/pack.ts'
import type { Spine } from '../spine/spine.ts'
import { spineStore } from '../spine/spine-store.ts'
import { SERVICE, type Action } from './codes.ts'
import type { FoundSystem } from './find-system.ts'
import type { Sending } from '../spine/transmission.ts'

/** A GP2GP message on its way out. */
export interface Letter {
  to: FoundSystem
  action: Action
  messageId: string
  conversationId: string
  nhsNumber: string
  refToMessageId?: string
  /** Writes the payload for this sending. */
  payload(sending: Sending): string
  enclosures?: readonly Enclosure[]
}

/** The CPA id of a message: that of the contract with the recipient. */
export const cpaIdFor = behaviour('gp2gp.cpaIdFor', ({ cpaId }: FoundSystem): string => cpaId)

/** Puts a message into the queue of those that are to be sent. Call it in the transaction that gives the reason for it. */
export function queue(services: Services, spine: Spine, { to, action, messageId, conversationId, nhsNumber, refToMessageId, payload, enclosures }: Letter): void {
  const { asid, partyKey } = spine.settings
  const now = services.clock.now()
  spineStore(services).enqueue(
    pack(
      { from: partyKey, to: to.partyKey, cpaId: cpaIdFor(to), conversationId, service: SERVICE, action, messageId, ...(refToMessageId !== undefined && { refToMessageId }) },
      { payload: payload({ id: messageId, from: asid, to: to.asid, now }), about: nhsNumber, now, ...(enclosures && { enclosures }) },
    ),
  )
}
