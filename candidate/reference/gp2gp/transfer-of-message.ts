import { behaviour } from '../behaviour.ts'
import type { Services } from '../services.ts'
import type { IncomingMessage } from '../spine/spine-store.ts'
import type { Transfer } from './transfer.ts'
import { transfersStore } from './transfers-store.ts'

/** Whether a message comes from the other side of a transfer, and not from somebody who knows its conversation. */
export const isFromPartner = behaviour('gp2gp.isFromPartner', ({ envelope }: IncomingMessage, { facts }: Transfer): boolean => facts.partyKey === envelope.from)

/** The transfer that a message belongs to: that of its conversation, where it comes from the other side of it. */
export const transferOf = behaviour('gp2gp.transferOf', (services: Services, message: IncomingMessage, _nhsNumber: string): Transfer | undefined => {
  const transfer = transfersStore(services).inConversation(message.envelope.conversationId)
  return transfer && isFromPartner(message, transfer) ? transfer : undefined
})
