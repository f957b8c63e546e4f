import { randomUUID } from 'node:crypto'
import { behaviour } from '../behaviour.ts'
import { patientsOf } from '../demographics/patients.ts'
import type { Services } from '../services.ts'
import type { IncomingMessage } from '../spine/spine-store.ts'
import type { Spine } from '../spine/spine.ts'
import { readXml } from '../spine/xml.ts'
import { answerSender, type Verdict } from './answer-sender.ts'
import { ACTION, type ResponseCode } from './codes.ts'
import { BrokenFile, filesOf, isLarge, missingParts, skeletonsOf } from './files.ts'
import type { FoundSystem } from './find-system.ts'
import { integrate, keepApart } from './integrate.ts'
import { continueMessage } from './messages.ts'
import { MalformedExtract, readExtract, type Extract } from './read-extract.ts'
import { queue } from './send-message.ts'
import { tellOfTrouble, trail } from './tell.ts'
import type { Transfer } from './transfer.ts'
import { transferOf } from './transfer-of-message.ts'
import { transfersStore } from './transfers-store.ts'

/** How the other practice is reached: for acknowledgements, and for letting large messages come. */
export interface WayBack {
  acknowledgement: FoundSystem | undefined
  continue: FoundSystem | undefined
}

/** Whether an extract is one that this system waits for: asked for, and the first, however late. */
export const isExpected = behaviour('gp2gp.isExpected', (transfer: Transfer | undefined): transfer is Transfer => transfer?.direction === 'in' && (transfer.state === 'requested' || transfer.state === 'unanswered'))

/** Whether an extract is for a request of this system at all. */
export const wasAskedFor = behaviour('gp2gp.wasAskedFor', (transfer: Transfer | undefined): boolean => transfer?.direction === 'in')

/** Whether an extract is about the patient it was asked for. */
export const isOfPatient = behaviour('gp2gp.isOfPatient', (extract: Extract, transfer: Transfer): boolean => extract.nhsNumber === transfer.nhsNumber)

/** Whether the record of a patient can take anything in: while they are registered here. */
export const canTakeIn = behaviour('gp2gp.canTakeIn', (services: Services, { patientId }: Transfer): boolean => patientId !== undefined && patientsOf(services).find(patientId)?.status === 'active')

/** Whether a record is kept apart from what is here: when the patient comes back, much of it is this practice's own, and older. */
export const isKeptApart = behaviour('gp2gp.isKeptApart', ({ facts }: Transfer): boolean => facts.returning === true)

/** Milliseconds for which files are waited for: what one message may take, for the extract and for each file. Source: large message timeout. */
export const patienceWithFiles = behaviour('gp2gp.patienceWithFiles', (messages: number): number => (1 + messages) * 5 * 60_000)

/** Takes in an extract that has come. */
export function receiveExtract(services: Services, spine: Spine, message: IncomingMessage, way: WayBack, nhsNumber: string): void {
  const { messageId, conversationId } = message.envelope
  const store = transfersStore(services)
  const transfer = transferOf(services, message, nhsNumber)
  const about = { messageId, conversationId, nhsNumber: transfer?.nhsNumber ?? nhsNumber }
  const answer = (verdict: Verdict) => answerSender(services, spine, way.acknowledgement, about, verdict)
  if (!transfer || !wasAskedFor(transfer)) return answer({ typeCode: 'AE', code: '09' })
  if (!isExpected(transfer)) return answer({ typeCode: 'AE', code: '12' })

  const known = store.change(transfer, { facts: { extractMessageId: messageId } })
  const extract = readOrFail(services, spine, known, message, way)
  if (!extract) return
  if (!isOfPatient(extract, known)) return fail(services, spine, known, way, codeForSomebodyElse(known))
  if (!isLarge(message)) return finish(services, spine, known, message, new Map(), way)
  letFilesCome(services, spine, known, message, way)
}

/** Lets the files of a large extract come, and waits for them. Some may have come already: nothing says in which order. */
export const letFilesCome = behaviour('gp2gp.letFilesCome', (services: Services, spine: Spine, transfer: Transfer, message: IncomingMessage, way: WayBack): void => {
  const store = transfersStore(services)
  const extractMessageId = message.envelope.messageId
  const parts = store.parts(transfer.conversationId)
  const expected = missingParts(message, parts).length
  store.change(transfer, { state: 'awaiting-files', facts: { waiting: JSON.stringify(message) }, patienceUntil: services.clock.now() + patienceWithFiles(expected) })
  if (way.continue)
    queue(services, spine, {
      to: way.continue,
      action: ACTION.part,
      messageId: randomUUID().toUpperCase(),
      conversationId: transfer.conversationId,
      nhsNumber: transfer.nhsNumber,
      refToMessageId: extractMessageId,
      payload: (sending) => continueMessage(sending, { from: services.config.practice.odsCode, recipient: transfer.practice, extractMessageId }),
    })
  trail(services, transfer, 'record-files-awaited', { files: String(expected) })
})

/** Whether a file is kept that comes before the extract: nothing says in which order messages come. */
export const keepsEarlyPart = behaviour('gp2gp.keepsEarlyPart', (_transfer: Transfer): boolean => true)

/** Takes in a file, or a part of one. What comes for a transfer that has ended is too late for anything. */
export function receivePart(services: Services, transfer: Transfer, message: IncomingMessage): void {
  const store = transfersStore(services)
  const early = transfer.state === 'requested' || transfer.state === 'unanswered'
  if (early ? !keepsEarlyPart(transfer) || !isReadablePart(message) : transfer.state !== 'awaiting-files') return
  store.keepPart(message)
  const waiting = waitingExtract(transfer)
  if (!waiting) return
  // An index tells of more that is to come.
  const patience = services.clock.now() + patienceWithFiles(missingParts(waiting, store.parts(transfer.conversationId)).length)
  store.change(transfer, { patienceUntil: Math.max(transfer.patienceUntil ?? 0, patience) })
}

/** The extract that waits for its files; nothing where none does. */
export const waitingExtract = ({ facts }: Transfer): IncomingMessage | undefined => (facts.waiting ? (JSON.parse(facts.waiting) as IncomingMessage) : undefined)

/** Whether a record whose files come apart is whole: all of them are there. */
export const isWhole = behaviour('gp2gp.isWhole', (message: IncomingMessage, parts: Map<string, IncomingMessage>): boolean => missingParts(message, parts).length === 0)

function readOrFail(services: Services, spine: Spine, transfer: Transfer, message: IncomingMessage, way: WayBack): Extract | undefined {
  try {
    return readExtract(message.payload)
  } catch (error) {
    if (!(error instanceof MalformedExtract)) throw error
    fail(services, spine, transfer, way, '21')
    return undefined
  }
}

/** The record is whole: it goes into the record here, or the other practice hears why not. */
export const finish = behaviour('gp2gp.finish', (services: Services, spine: Spine, transfer: Transfer, message: IncomingMessage, parts: ReadonlyMap<string, IncomingMessage>, way: WayBack): void => {
  if (!canTakeIn(services, transfer)) return fail(services, spine, transfer, way, '11')
  const store = transfersStore(services)
  try {
    const extract = readExtract(message.payload, skeletonsOf(message, parts))
    if (!isOfPatient(extract, transfer)) return fail(services, spine, transfer, way, codeForSomebodyElse(transfer))
    const files = filesOf(message, parts)
    if (isKeptApart(transfer)) {
      keepApart(services, transfer, extract, files)
      const kept = store.change(transfer, { state: 'suppressed', code: '15', facts: { waiting: '' }, patienceUntil: null })
      tellOfTrouble(services, kept)
      trail(services, kept, 'record-kept-apart', { code: '15' })
      return answerFor(services, spine, kept, way, { typeCode: 'AE', code: '15' })
    }
    const { entries } = integrate(services, transfer, extract, files)
    const integrated = store.change(transfer, { state: 'integrated', facts: { waiting: '' }, patienceUntil: null })
    trail(services, integrated, 'record-integrated', { entries: String(entries.length), files: String(files.length) })
    answerFor(services, spine, integrated, way, { typeCode: 'AA' })
  } catch (error) {
    if (error instanceof MalformedExtract) return fail(services, spine, transfer, way, '21')
    if (!(error instanceof BrokenFile)) throw error
    fail(services, spine, transfer, way, codeForBrokenFile(error, isLarge(message)))
  }
})

/** What the other practice hears of a file that did not come through. Source: GP2GP response codes 11, 29 and 31. */
export const codeForBrokenFile = behaviour('gp2gp.codeForBrokenFile', ({ missing }: BrokenFile, large: boolean): ResponseCode => (large ? (missing ? '31' : '29') : '11'))

/** What it hears of a record about somebody else. Source: GP2GP response codes 17 and 28. */
export const codeForSomebodyElse = behaviour('gp2gp.codeForSomebodyElse', ({ facts }: Transfer): ResponseCode => (facts.returning ? '17' : '28'))

/** Whether a message that should bring a file can be read at all. */
export const isReadablePart = behaviour('gp2gp.isReadablePart', ({ payload }: IncomingMessage): boolean => {
  try {
    readXml(payload)
    return true
  } catch {
    // Nobody knows what it brings: the whole transfer fails.
    return false
  }
})

/** A record that could not be taken over: nothing of it is in use, the other practice and somebody here are told. */
export const fail = behaviour('gp2gp.fail', (services: Services, spine: Spine, transfer: Transfer, way: WayBack, code: ResponseCode): void => {
  const failed = transfersStore(services).change(transfer, { state: 'failed', code, facts: { waiting: '' }, patienceUntil: null })
  tellOfTrouble(services, failed)
  trail(services, failed, 'record-not-taken-over', { code }, 'failed')
  answerFor(services, spine, failed, way, { typeCode: 'AE', code })
})

const answerFor = (services: Services, spine: Spine, { facts, conversationId, nhsNumber }: Transfer, way: WayBack, verdict: Verdict): void =>
  answerSender(services, spine, way.acknowledgement, { messageId: facts.extractMessageId ?? '', conversationId, nhsNumber }, verdict)
