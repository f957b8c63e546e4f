import { randomUUID } from 'node:crypto'
import { behaviour } from '../behaviour.ts'
import type { RegisteredPatient } from '../demographics/patient.ts'
import { patientsOf } from '../demographics/patients.ts'
import { NationalRefusal } from '../national/answer.ts'
import { readAsApplication } from '../national/pds.ts'
import type { Services } from '../services.ts'
import { pack } from '../spine/pack.ts'
import type { Spine } from '../spine/spine.ts'
import { spineStore, type IncomingMessage, type OutgoingMessage } from '../spine/spine-store.ts'
import { answerSender } from './answer-sender.ts'
import { recordToSend } from './build-extract.ts'
import { ACTION, SERVICE, type ResponseCode } from './codes.ts'
import { findSystem, type FoundSystem } from './find-system.ts'
import { fragmentMessage } from './messages.ts'
import { packFiles, type PartToSend } from './pack-files.ts'
import { readRequest, type RecordRequest } from './read-request.ts'
import { queue } from './send-message.ts'
import { trail } from './tell.ts'
import type { Transfer } from './transfer.ts'
import { transfersStore } from './transfers-store.ts'
import { writeExtract } from './write-extract.ts'

/** Milliseconds for which the other practice may say nothing of a record that was sent. */
export const patienceWithReceiver = behaviour('gp2gp.patienceWithReceiver', (): number => 8 * 24 * 3_600_000)

/** Whether somebody is a patient whose record this practice has: registered here for good, now or before. */
export const hasRecordOf = behaviour('gp2gp.hasRecordOf', (patient: RegisteredPatient | undefined): patient is RegisteredPatient => patient !== undefined && patient.registrations.some(({ type }) => type === 'permanent'))

/** Whether whoever asks is the patient's practice, as PDS has it. Source: GP2GP response code 19. */
export const isTheirPractice = behaviour('gp2gp.isTheirPractice', (asking: string, onPds: string | undefined): boolean => asking === onPds)

/** Why a request is declined; nothing when it is not. */
export const whyDecline = behaviour('gp2gp.whyDecline', async (services: Services, { nhsNumber, requestId, practice = '' }: RecordRequest): Promise<ResponseCode | undefined> => {
  if (nhsNumber === undefined || requestId === undefined) return '18'
  if (!hasRecordOf(patientsOf(services).byNhsNumber(nhsNumber))) return '06'
  try {
    const result = await readAsApplication(services.platform, nhsNumber, randomUUID())
    const current = result.outcome === 'found' ? result.record.patient.generalPractitioner?.[0]?.identifier?.value : undefined
    return isTheirPractice(practice, current) ? undefined : '19'
  } catch (error) {
    if (error instanceof NationalRefusal) return '20'
    throw error
  }
})

/** How whoever asks is reached, for each message that may go to them. */
interface Ways {
  acknowledgement: FoundSystem | undefined
  extract: FoundSystem | undefined
  part: FoundSystem | undefined
}

/**
 * Answers another practice's request for a record.
 *
 * @throws NationalRefusal when SDS does not say how to reach them: the request waits for the next round
 */
export async function answerRequest(services: Services, spine: Spine, message: IncomingMessage): Promise<void> {
  // One conversation has one request: what else comes in it asks for nothing new.
  if (transfersStore(services).inConversation(message.envelope.conversationId)) return spineStore(services).read(message.envelope.messageId)
  const request = readRequest(message.payload)
  const { practice } = request
  const wayTo = (action: (typeof ACTION)[keyof typeof ACTION]) => (practice === undefined ? undefined : findSystem(services.platform, practice, action, undefined))
  const declined = await whyDecline(services, request)
  const ways: Ways = declined === undefined ? { acknowledgement: await wayTo(ACTION.acknowledgement), extract: await wayTo(ACTION.extract), part: await wayTo(ACTION.part) } : { acknowledgement: await wayTo(ACTION.acknowledgement), extract: undefined, part: undefined }
  services.database.transaction(() => {
    spineStore(services).read(message.envelope.messageId)
    if (declined !== undefined) return decline(services, spine, message, request, ways, declined)
    if (!ways.extract || !ways.part) return decline(services, spine, message, request, ways, '24')
    try {
      sendRecord(services, spine, message, request, { extract: ways.extract, part: ways.part })
    } catch (error) {
      console.error('Failed to make an extract:', error)
      decline(services, spine, message, request, ways, '10')
    }
  })
}

/** Says no, and why. Nothing of the record goes out. */
export const decline = behaviour('gp2gp.decline', (services: Services, spine: Spine, { envelope }: IncomingMessage, { nhsNumber = '', practice = '' }: RecordRequest, ways: Ways, code: ResponseCode): void => {
  const { messageId, conversationId } = envelope
  const patient = nhsNumber === '' ? undefined : patientsOf(services).byNhsNumber(nhsNumber)
  const transfer = transfersStore(services).add({ direction: 'out', nhsNumber, practice, state: 'declined', code, conversationId, facts: { requestMessageId: messageId, partyKey: envelope.from }, ...(patient && { patientId: patient.id }) })
  trail(services, transfer, 'record-declined', { code }, 'failed')
  answerSender(services, spine, ways.acknowledgement, { messageId, conversationId, nhsNumber }, { typeCode: 'AE', code })
})

/** Sends the record, and keeps what is too large for one message until the other practice lets it come. */
export const sendRecord = behaviour('gp2gp.sendRecord', (services: Services, spine: Spine, { envelope }: IncomingMessage, { nhsNumber = '', practice = '', requestId = '' }: RecordRequest, ways: { extract: FoundSystem; part: FoundSystem }): void => {
  const { config, clock } = services
  const { conversationId } = envelope
  const patient = patientsOf(services).byNhsNumber(nhsNumber)
  if (!patient) throw new Error(`nobody here has the number of request ${requestId}`)
  const { entries, files } = recordToSend(services, patient)
  const header = { nhsNumber, author: config.practice.odsCode, destination: practice, requestId, practiceName: config.practice.name }
  const extractMessageId = randomUUID().toUpperCase()
  const xml = writeExtract({ id: extractMessageId, from: spine.settings.asid, to: ways.extract.asid, now: clock.now() }, header, entries)
  const { enclosures, later } = packFiles(files, xml.length)
  queue(services, spine, { to: ways.extract, action: ACTION.extract, messageId: extractMessageId, conversationId, nhsNumber, refToMessageId: envelope.messageId, payload: () => xml, enclosures })
  const waiting = later.map((part) => packPart(services, spine, ways.part, { conversationId, nhsNumber, practice, extractMessageId }, part))
  const transfer = transfersStore(services).add({
    direction: 'out',
    nhsNumber,
    patientId: patient.id,
    practice,
    state: 'sent',
    conversationId,
    facts: { requestMessageId: envelope.messageId, partyKey: envelope.from, extractMessageId, ...(waiting.length > 0 && { waiting: JSON.stringify(waiting) }) },
    patienceUntil: clock.now() + patienceWithReceiver(),
  })
  trail(services, transfer, 'record-sent', { entries: String(entries.length), files: String(files.length) })
  whatGoesAtOnce(waiting).forEach((part) => spineStore(services).enqueue(part))
})

/** Which files of a large record go before the other practice has let them: none. */
export const whatGoesAtOnce = behaviour('gp2gp.whatGoesAtOnce', (_waiting: readonly OutgoingMessage[]): readonly OutgoingMessage[] => [])

function packPart(
  services: Services,
  spine: Spine,
  to: FoundSystem,
  { conversationId, nhsNumber, practice, extractMessageId }: { conversationId: string; nhsNumber: string; practice: string; extractMessageId: string },
  { messageId, filename, enclosures }: PartToSend,
): OutgoingMessage {
  const { asid, partyKey } = spine.settings
  const now = services.clock.now()
  return pack(
    { from: partyKey, to: to.partyKey, cpaId: to.cpaId, conversationId, service: SERVICE, action: ACTION.part, messageId, refToMessageId: extractMessageId },
    { payload: fragmentMessage({ id: messageId, from: asid, to: to.asid, now }, { from: services.config.practice.odsCode, recipient: practice, filename }), enclosures, about: nhsNumber, now },
  )
}

/** The other practice lets the files of a large record come: they go now, once. */
export function sendWaitingFiles(services: Services, transfer: Transfer): void {
  if (transfer.state !== 'sent' || !transfer.facts.waiting) return
  for (const part of JSON.parse(transfer.facts.waiting) as OutgoingMessage[]) spineStore(services).enqueue(part)
  transfersStore(services).change(transfer, { state: 'files-sent', facts: { waiting: '' } })
  trail(services, transfer, 'record-files-sent')
}
