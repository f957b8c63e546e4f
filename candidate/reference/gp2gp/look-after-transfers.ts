import { behaviour } from '../behaviour.ts'
import { NationalRefusal } from '../national/answer.ts'
import { Refusal } from '../refusal.ts'
import type { Services } from '../services.ts'
import { sendDue } from '../spine/send.ts'
import type { Spine } from '../spine/spine.ts'
import { spineStore, type IncomingMessage, type OutgoingMessage } from '../spine/spine-store.ts'
import { answerRequest, sendWaitingFiles } from './answer-request.ts'
import { askForRecord } from './ask-for-record.ts'
import { ACTION } from './codes.ts'
import { isLarge } from './files.ts'
import { findSystem } from './find-system.ts'
import { receiveAcknowledgement } from './receive-acknowledgement.ts'
import { fail, receiveExtract, receivePart, type WayBack } from './receive-extract.ts'
import { authorOf } from './read-request.ts'
import { tellOfTrouble, trail } from './tell.ts'
import type { Transfer } from './transfer.ts'
import { transferOf } from './transfer-of-message.ts'
import { transfersStore } from './transfers-store.ts'

const underWay = new WeakMap<Services, Promise<void>>()

/**
 * One round of looking after transfers: asks for records that are to be asked for, works on what has come, gives up what is late, and
 * sends what is to be sent. One round at a time. `nhsNumber`: about one patient only.
 */
export function lookAfterTransfers(services: Services, nhsNumber?: string): Promise<void> {
  const { spine } = services
  if (!spine) throw new Refusal('rule', 'This system is not on the Spine. Set areas.spine in the configuration.')
  const round = (underWay.get(services) ?? Promise.resolve()).then(() => goRound(services, spine, nhsNumber))
  // The next round begins whatever becomes of this one.
  underWay.set(services, round.catch(() => undefined))
  return round
}

async function goRound(services: Services, spine: Spine, nhsNumber: string | undefined): Promise<void> {
  for (const transfer of transfersStore(services).inState(['to-request'], nhsNumber)) await askForRecord(services, spine, transfer)
  for (const message of spineStore(services).unread(nhsNumber)) await workOn(services, spine, message)
  for (const transfer of transfersStore(services).inState(['requested', 'awaiting-files', 'sent', 'files-sent'], nhsNumber)) if (isLate(services, transfer)) await giveUpWaiting(services, spine, transfer)
  await sendDue(services, spine, nhsNumber, (message, problem) => onGivenUp(services, message, problem))
}

/** Whether a transfer has waited longer than it may. */
export const isLate = behaviour('gp2gp.isLate', ({ clock }: Services, { patienceUntil }: Transfer): boolean => patienceUntil !== undefined && clock.now() > patienceUntil)

/** How whoever has sent a message is reached; SDS is asked for what is needed. */
async function wayBack({ platform }: Services, message: IncomingMessage, transfer: Transfer | undefined): Promise<WayBack> {
  const practice = transfer?.practice ?? authorOf(message.payload)
  if (practice === undefined) return { acknowledgement: undefined, continue: undefined }
  const { asid, partyKey } = transfer?.facts ?? {}
  const known = asid !== undefined && partyKey !== undefined ? { asid, partyKey } : undefined
  return { acknowledgement: await findSystem(platform, practice, ACTION.acknowledgement, known), continue: isLarge(message) ? await findSystem(platform, practice, ACTION.part, known) : undefined }
}

/** Whether a message brings a record: there are two interactions that do, one of them with marks of what is confidential. */
export const bringsRecord = behaviour('gp2gp.bringsRecord', (action: string): boolean => action === ACTION.extract || action === ACTION.extractWithConfidentiality)

/** Works on one message. What SDS does not let it finish waits for the next round; what fails in here is told as that. */
async function workOn(services: Services, spine: Spine, { about, ...message }: IncomingMessage & { about: string }): Promise<void> {
  const { action, messageId } = message.envelope
  const done = () => spineStore(services).read(messageId)
  const transfer = transferOf(services, message, about)
  try {
    if (action === ACTION.request) return await answerRequest(services, spine, message)
    if (action === ACTION.acknowledgement || (action === ACTION.part && transfer?.direction === 'out')) {
      return services.database.transaction(() => {
        done()
        if (transfer && action === ACTION.acknowledgement) receiveAcknowledgement(services, transfer, message.payload)
        else if (transfer) sendWaitingFiles(services, transfer)
      })
    }
    const way = await wayBack(services, message, transfer)
    try {
      services.database.transaction(() => {
        done()
        if (bringsRecord(action)) receiveExtract(services, spine, message, way, about)
        else if (action === ACTION.part && transfer) receivePart(services, spine, transfer, message, way)
      })
    } catch (error) {
      // Nothing of it was kept. The practice that sent it must hear, and somebody here.
      console.error(`Failed to take in message ${messageId}:`, error)
      services.database.transaction(() => {
        done()
        if (transfer) fail(services, spine, transfersStore(services).change(transfer, { facts: { extractMessageId: transfer.facts.extractMessageId ?? messageId } }), way, '11')
      })
    }
  } catch (error) {
    if (error instanceof NationalRefusal) return
    // It must not stand in the way of all that comes after it.
    console.error(`Failed to work on message ${messageId}:`, error)
    done()
    services.tasks.raise({ code: 'record-message-not-understood', focus: `spine:${messageId}`, text: 'A message about a patient’s record could not be worked on. It is kept; tell your supplier.' })
  }
}

/** The other practice has been silent for too long. */
async function giveUpWaiting(services: Services, spine: Spine, transfer: Transfer): Promise<void> {
  const store = transfersStore(services)
  if (transfer.state === 'awaiting-files') {
    const { asid, partyKey } = transfer.facts
    const known = asid !== undefined && partyKey !== undefined ? { asid, partyKey } : undefined
    try {
      const acknowledgement = await findSystem(services.platform, transfer.practice, ACTION.acknowledgement, known)
      return services.database.transaction(() => fail(services, spine, transfer, { acknowledgement, continue: undefined }, '25'))
    } catch (error) {
      // Whom to tell is not known at the moment: the next round tries again.
      if (error instanceof NationalRefusal) return
      throw error
    }
  }
  services.database.transaction(() => {
    const silent = store.change(transfer, { state: 'unanswered', patienceUntil: null })
    tellOfTrouble(services, silent)
    trail(services, silent, 'record-transfer-unanswered', {}, 'failed')
  })
}

/** A message never got through to the Spine: the transfer ends there, or the other practice will never hear what became of it. */
export const onGivenUp = behaviour('gp2gp.onGivenUp', (services: Services, message: OutgoingMessage, problem: string): void => {
  const store = transfersStore(services)
  const transfer = store.inConversation(message.conversationId)
  if (!transfer) return
  trail(services, transfer, 'record-message-not-sent', { problem }, 'failed')
  if (message.action === ACTION.acknowledgement) {
    const { tasks } = services
    tasks.raise({ code: 'record-acknowledgement-not-sent', focus: `transfer:${transfer.id}`, text: `Practice ${transfer.practice} could not be told what became of the record of this patient: ${problem} Tell them.`, ...(transfer.patientId !== undefined && { patientId: transfer.patientId }) })
  } else tellOfTrouble(services, store.change(transfer, { state: 'failed', code: '20', patienceUntil: null }))
})
