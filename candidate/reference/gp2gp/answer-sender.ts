import { randomUUID } from 'node:crypto'
import { behaviour } from '../behaviour.ts'
import type { Services } from '../services.ts'
import type { Spine } from '../spine/spine.ts'
import { ACTION, type ResponseCode } from './codes.ts'
import type { FoundSystem } from './find-system.ts'
import { acknowledgement } from './messages.ts'
import { queue } from './send-message.ts'

/** What is to be said to the other practice about a message of theirs. */
export interface Verdict {
  typeCode: 'AA' | 'AE'
  code?: ResponseCode
}

/** Which message an acknowledgement names: the one that it answers. */
export const messageAnswered = behaviour('gp2gp.messageAnswered', (messageId: string, _conversationId: string): string => messageId)

/** Tells the other practice what became of its message. `to`: nothing where SDS does not know how to reach it. */
export const answerSender = behaviour(
  'gp2gp.answerSender',
  (services: Services, spine: Spine, to: FoundSystem | undefined, about: { messageId: string; conversationId: string; nhsNumber: string }, { typeCode, code }: Verdict): void => {
    const { messageId, conversationId, nhsNumber } = about
    if (!to) {
      services.tasks.raise({ code: 'record-acknowledgement-not-sent', focus: `spine:${messageId}`, text: 'A practice that sent a record, or asked for one, could not be told what became of it: the directory does not have its system. Tell them.' })
      return
    }
    queue(services, spine, {
      to,
      action: ACTION.acknowledgement,
      messageId: randomUUID().toUpperCase(),
      conversationId,
      nhsNumber,
      refToMessageId: messageId,
      payload: (sending) => acknowledgement(sending, { typeCode, messageRef: messageAnswered(messageId, conversationId), ...(code !== undefined && { code }) }),
    })
  },
)
