import { randomUUID } from 'node:crypto'
import { behaviour } from '../behaviour.ts'
import type { RegisteredPatient } from '../demographics/patient.ts'
import { patientsOf } from '../demographics/patients.ts'
import { NationalRefusal } from '../national/answer.ts'
import { readAsApplication } from '../national/pds.ts'
import type { Services } from '../services.ts'
import { pack, type Enclosure } from '../spine/pack.ts'
import type { Spine } from '../spine/spine.ts'
import { spineStore, type IncomingMessage, type OutgoingMessage } from '../spine/spine-store.ts'
import { answerSender } from './answer-sender.ts'
import { recordToSend, type RecordToSend } from './build-extract.ts'
import { ACTION, SERVICE, type ResponseCode } from './codes.ts'
import { findSystem, type FoundSystem } from './find-system.ts'
import { fragmentMessage } from './messages.ts'
import { packFiles, type PartToSend } from './pack-files.ts'
import { readRequest, type RecordRequest } from './read-request.ts'
import { queue } from './send-message.ts'
import { trail } from './tell.ts'
import { isSwitchedOn } from './switch.ts'
import type { Transfer } from './transfer.ts'
import { transfersStore } from './transfers-store.ts'
import { actionFor, writeExtract } from './write-extract.ts'

/** Milliseconds for which the other practice may say nothing of a record that was sent. */
export const patienceWithReceiver = behaviour('gp2gp.patienceWithReceiver', (): number => 8 * 24 * 3_600_000)

/** Whether somebody is a patient whose record this practice has: registered here for good, now or before. */
export const hasRecordOf = behaviour('gp2gp.hasRecordOf', (patient: RegisteredPatient | undefined): patient is RegisteredPatient => patient !== undefined && patient.registrations.some(({ type }) => type === 'permanent'))

/** Whether whoever asks is the patient's practice, as PDS has it. Source: GP2GP response code 19. */
export const isTheirPractice = behaviour('gp2gp.isTheirPractice', (asking: string, onPds: string | undefined): boolean => asking === onPds)

/** Why a request is declined; nothing when it is not. */
export const whyDecline = behaviour('gp2gp.whyDecline', async (services: Services, { nhsNumber, requestId, practice = '' }: RecordRequest): Promise<ResponseCode | undefined> => {
  if (!isSwitchedOn(services)) return '07'
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
  const record = (await whyDecline(services, request)) ?? collectRecord(services, request)
  const acknowledgement = await wayTo(ACTION.acknowledgement)
  const ways: Ways = typeof record === 'string' ? { acknowledgement, extract: undefined, part: undefined } : { acknowledgement, extract: await wayTo(actionFor(record.entries)), part: await wayTo(ACTION.part) }
  services.database.transaction(() => {
    spineStore(services).read(message.envelope.messageId)
    if (typeof record === 'string') return decline(services, spine, message, request, ways, record)
    if (!ways.extract) return decline(services, spine, message, request, ways, '24')
    const packed = packRecord(services, spine, request, ways.extract, record)
    if (!takesLargeFiles(ways, packed)) return decline(services, spine, message, request, ways, '14')
    sendRecord(services, spine, message, request, { ...ways, extract: ways.extract }, packed)
  })
}

/** Everything that is held of the patient; 10 where it cannot be put together. */
export function collectRecord(services: Services, { nhsNumber = '' }: RecordRequest): CollectedRecord | ResponseCode {
  try {
    const patient = patientsOf(services).byNhsNumber(nhsNumber)
    if (!patient) throw new Error('the patient of a request that was let through is not there')
    return { patientId: patient.id, ...recordToSend(services, patient) }
  } catch (error) {
    console.error('Failed to make an extract:', error)
    return '10'
  }
}

interface CollectedRecord extends RecordToSend {
  patientId: string
}

/** Says no, and why. Nothing of the record goes out. */
export const decline = behaviour('gp2gp.decline', (services: Services, spine: Spine, { envelope }: IncomingMessage, { nhsNumber = '', practice = '' }: RecordRequest, ways: Ways, code: ResponseCode): void => {
  const { messageId, conversationId } = envelope
  const patient = nhsNumber === '' ? undefined : patientsOf(services).byNhsNumber(nhsNumber)
  const transfer = transfersStore(services).add({ direction: 'out', nhsNumber, practice, state: 'declined', code, conversationId, facts: { requestMessageId: messageId, partyKey: envelope.from }, ...(patient && { patientId: patient.id }) })
  trail(services, transfer, 'record-declined', { code }, 'failed')
  answerSender(services, spine, ways.acknowledgement, { messageId, conversationId, nhsNumber }, { typeCode: 'AE', code })
})

/** A record as it travels: the extract, and files that go with it or after it. */
interface PackedRecord {
  patientId: string
  messageId: string
  action: typeof ACTION.extract | typeof ACTION.extractWithConfidentiality
  xml: string
  entries: number
  files: number
  enclosures: readonly Enclosure[]
  later: readonly PartToSend[]
}

/** Puts a record together for its way. */
function packRecord({ config, clock }: Services, spine: Spine, { nhsNumber = '', practice = '', requestId = '' }: RecordRequest, to: FoundSystem, { patientId, entries, files }: CollectedRecord): PackedRecord {
  const header = { nhsNumber, author: config.practice.odsCode, destination: practice, requestId, practiceName: config.practice.name }
  const messageId = randomUUID().toUpperCase()
  const xml = writeExtract({ id: messageId, from: spine.settings.asid, to: to.asid, now: clock.now() }, header, entries)
  return { patientId, messageId, action: actionFor(entries), xml, entries: entries.length, files: files.length, ...packFiles(files, xml.length) }
}

/** Whether whoever asks can take a record in whose files come apart: SDS has the interaction for their system. Source: GP2GP response code 14. */
export const takesLargeFiles = behaviour('gp2gp.takesLargeFiles', ({ part }: Pick<Ways, 'part'>, { later }: Pick<PackedRecord, 'later'>): boolean => later.length === 0 || part !== undefined)

/** Sends the record, and keeps what is too large for one message until the other practice lets it come. */
export const sendRecord = behaviour('gp2gp.sendRecord', (services: Services, spine: Spine, { envelope }: IncomingMessage, { nhsNumber = '', practice = '' }: RecordRequest, ways: Ways & { extract: FoundSystem }, record: PackedRecord): void => {
  const { clock } = services
  const { conversationId } = envelope
  const { patientId, messageId: extractMessageId, action, xml, enclosures, later, entries, files } = record
  queue(services, spine, { to: ways.extract, action, messageId: extractMessageId, conversationId, nhsNumber, refToMessageId: envelope.messageId, payload: () => xml, enclosures })
  // Nowhere to send files to: none are named as coming after (takesLargeFiles).
  const waiting = ways.part === undefined ? [] : later.map((file) => packPart(services, spine, ways.part!, { conversationId, nhsNumber, practice, extractMessageId }, file))
  const transfer = transfersStore(services).add({
    direction: 'out',
    nhsNumber,
    patientId,
    practice,
    state: 'sent',
    conversationId,
    facts: { requestMessageId: envelope.messageId, partyKey: envelope.from, extractMessageId, ...(waiting.length > 0 && { waiting: JSON.stringify(waiting), ...(ways.acknowledgement && { wayBack: ways.acknowledgement }) }) },
    patienceUntil: clock.now() + patienceWithReceiver(),
  })
  trail(services, transfer, 'record-sent', { entries: String(entries), files: String(files) })
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
