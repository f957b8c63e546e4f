import { behaviour } from '../behaviour.ts'
import { NationalRefusal } from '../national/answer.ts'
import { Refusal } from '../refusal.ts'
import type { Services } from '../services.ts'
import { sendDue } from '../spine/send.ts'
import type { Spine } from '../spine/spine.ts'
import { spineStore, type IncomingMessage, type OutgoingMessage } from '../spine/spine-store.ts'
import { answerRequest, sendWaitingFiles } from './answer-request.ts'
import { answerSender } from './answer-sender.ts'
import { askForRecord } from './ask-for-record.ts'
import { ACTION, SERVICE } from './codes.ts'
import { isLarge } from './files.ts'
import { findSystem, type FoundSystem } from './find-system.ts'
import { letsFilesCome, receiveAcknowledgement } from './receive-acknowledgement.ts'
import { fail, finish, isReadablePart, isWhole, receiveExtract, receivePart, waitingExtract, type WayBack } from './receive-extract.ts'
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
  for (const message of spineStore(services).unread(SERVICE, nhsNumber)) await workOn(services, spine, message)
  for (const transfer of transfersStore(services).inState(['awaiting-files'], nhsNumber)) await finishIfWhole(services, spine, transfer)
  for (const transfer of transfersStore(services).inState(['requested', 'awaiting-files', 'sent', 'files-sent'], nhsNumber)) if (isLate(services, transfer)) await giveUpWaiting(services, spine, transfer)
  await sendDue(services, spine, nhsNumber, (message, problem) => onGivenUp(services, spine, message, problem))
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
  await guarded(services, messageId, done, async () => {
    if (action === ACTION.request) return answerRequest(services, spine, message)
    if (bringsRecord(action)) {
      const way = await wayBack(services, message, transfer)
      return orFail(services, spine, transfer, messageId, way, () => {
        done()
        receiveExtract(services, spine, message, way, about)
      })
    }
    const broken = action === ACTION.part && transfer?.state === 'awaiting-files' && !isReadablePart(message)
    const way = broken ? await wayToAcknowledge(services, transfer) : undefined
    services.database.transaction(() => {
      done()
      if (!transfer) return
      if (broken) return fail(services, spine, transfer, { acknowledgement: way, continue: undefined }, '30')
      if (action === ACTION.acknowledgement) receiveAcknowledgement(services, transfer, message.payload)
      else if (action === ACTION.part && transfer.direction === 'in') receivePart(services, transfer, message)
      else if (action === ACTION.part && letsFilesCome(message.payload, transfer)) sendWaitingFiles(services, transfer)
    })
  })
}

/** Takes a record over whose files have all come. */
async function finishIfWhole(services: Services, spine: Spine, transfer: Transfer): Promise<void> {
  const message = waitingExtract(transfer)
  const parts = transfersStore(services).parts(transfer.conversationId)
  if (!message || !isWhole(message, parts)) return
  await guarded(services, message.envelope.messageId, () => undefined, async () => {
    const way = { acknowledgement: await wayToAcknowledge(services, transfer), continue: undefined }
    orFail(services, spine, transfer, message.envelope.messageId, way, () => finish(services, spine, transfer, message, parts, way))
  })
}

/** Does something all or nothing; where it fails in here nothing of it is kept, and the practice that sent the record hears of it. */
function orFail(services: Services, spine: Spine, transfer: Transfer | undefined, messageId: string, way: WayBack, take: () => void): void {
  const { database } = services
  try {
    database.transaction(take)
  } catch (error) {
    if (!transfer) throw error
    console.error(`Failed to take message ${messageId} over:`, error)
    database.transaction(() => {
      spineStore(services).read(messageId)
      fail(services, spine, transfersStore(services).change(transfer, { facts: { extractMessageId: messageId } }), way, '11')
    })
  }
}

/** Lets nothing stand in the way of what comes after it: what a directory does not let through waits, what nobody understands is told. */
async function guarded(services: Services, messageId: string, done: () => void, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (error instanceof NationalRefusal) return
    console.error(`Failed to work on message ${messageId}:`, error)
    done()
    services.tasks.raise({ code: 'record-message-not-understood', focus: `spine:${messageId}`, text: 'A message about a patient’s record could not be worked on. It is kept; tell your supplier.' })
  }
}

/** How the other side of a transfer is told what became of its message. */
function wayToAcknowledge({ platform }: Services, { practice, facts: { asid, partyKey } }: Transfer): Promise<FoundSystem | undefined> {
  return findSystem(platform, practice, ACTION.acknowledgement, asid !== undefined && partyKey !== undefined ? { asid, partyKey } : undefined)
}

/** The other practice has been silent for too long. */
async function giveUpWaiting(services: Services, spine: Spine, transfer: Transfer): Promise<void> {
  const store = transfersStore(services)
  if (transfer.state === 'awaiting-files') {
    try {
      const acknowledgement = await wayToAcknowledge(services, transfer)
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
export const onGivenUp = behaviour('gp2gp.onGivenUp', (services: Services, spine: Spine, message: OutgoingMessage, problem: string): void => {
  const store = transfersStore(services)
  const transfer = store.inConversation(message.conversationId)
  if (!transfer) return
  trail(services, transfer, 'record-message-not-sent', { problem }, 'failed')
  if (message.action === ACTION.acknowledgement) {
    const { tasks } = services
    tasks.raise({ code: 'record-acknowledgement-not-sent', focus: `transfer:${transfer.id}`, text: `Practice ${transfer.practice} could not be told what became of the record of this patient: ${problem} Tell them.`, ...(transfer.patientId !== undefined && { patientId: transfer.patientId }) })
  } else giveUpSending(services, spine, transfer, message)
})

/** A transfer ends whose message the Spine never took. A practice that waits for the files of a large record hears of it. Source: GP2GP response code 30. */
export const giveUpSending = behaviour('gp2gp.giveUpSending', (services: Services, spine: Spine, transfer: Transfer, message: OutgoingMessage): void => {
  // Another message of the same transfer was given up before: whoever has to know of it knows.
  if (transfer.state === 'failed') return
  const { facts, conversationId, nhsNumber } = transfer
  const isFile = message.action === ACTION.part && transfer.direction === 'out'
  const failed = transfersStore(services).change(transfer, { state: 'failed', code: isFile ? '30' : '20', patienceUntil: null })
  tellOfTrouble(services, failed)
  if (isFile) answerSender(services, spine, facts.wayBack, { messageId: facts.requestMessageId ?? '', conversationId, nhsNumber }, { typeCode: 'AE', code: '30' })
})
