import { createHash, randomUUID } from 'node:crypto'
import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { detailsOf, type Details } from '../demographics/details.ts'
import { readNhsNumber } from '../demographics/nhs-number.ts'
import { plainLetters } from '../documents/match-patient.ts'
import { meshStore } from '../mesh/mesh-store.ts'
import type { PdsRecord } from '../national/pds-patient.ts'
import { Refusal } from '../refusal.ts'
import { demand } from '../session/permission.ts'
import type { Work } from '../work.ts'
import { reportMessage } from './report-message.ts'
import { reportsStore, type ConsultationReport } from './reports-store.ts'
import { stateOf } from './state-of-report.ts'

/** The MESH workflow of consultation reports. Source: GP Connect Messaging, Send Document. */
export const REPORT_WORKFLOW = 'GPFED_CONSULT_REPORT'

/** What is to be sent, and whom it is about, as the desk has it. */
export interface ReportRequest {
  nhsNumber: string
  family: string
  /** YYYY-MM-DD */
  birthDate: string
  /** A PDF, in base64. */
  file: string
  /** Id of an earlier report that this one corrects. */
  replaces?: string
}

/** The activity without which nobody sends a report, or sees what became of one: it is part of a clinical record. */
export const demandSender = behaviour('reports.demandSender', ({ role }: Work): void => demand(role, 'B0360'))

/** Whether the national record under the NHS number is that of the person who was seen. */
export const isPersonSeen = behaviour('reports.isPersonSeen', ({ family, birthDate }: Details, seen: ReportRequest): boolean => birthDate === seen.birthDate && plainLetters(family) === plainLetters(seen.family))

/** Where MESH is to bring it: it finds the practice from the patient. Source: MESH guidance, endpoint look-up; Send Document, GPCM-SD-056. */
export const addressOf = behaviour('reports.addressOf', (nhsNumber: string, { family, birthDate }: Details): string => `GPPROVIDER_${nhsNumber}_${birthDate.replaceAll('-', '')}_${family}`)

/** Whether the very same file went out about the patient before, and has not come back. */
export const wasSentBefore = behaviour('reports.wasSentBefore', (work: Work, nhsNumber: string, digest: string): boolean =>
  reportsStore(work.services)
    .about(nhsNumber)
    .some((report) => report.digest === digest && !['refused', 'undelivered'].includes(stateOf(report))),
)

/** Whether a report is for somebody else: of our own patients the record is here. */
export const isRegisteredElsewhere = behaviour('reports.isRegisteredElsewhere', ({ patient }: PdsRecord, odsCode: string): boolean => patient.generalPractitioner?.[0]?.identifier?.value !== odsCode)

/**
 * Sends the report of a consultation to the practice where the patient is registered. It goes out with the next round of messages.
 *
 * @throws Refusal when it may not go out: nothing has left then
 */
export async function sendReport(work: Work, request: ReportRequest): Promise<ConsultationReport> {
  demandSender(work)
  const { services } = work
  const { mesh, config, database } = services
  if (!mesh) throw new Refusal('rule', 'This practice has no mailbox. Set areas.mesh in the configuration.')
  const file = Buffer.from(request.file, 'base64')
  if (file.subarray(0, 5).toString('latin1') !== '%PDF-') throw new Refusal('invalid', [{ text: 'A consultation report is a PDF file.', field: 'file' }])
  const store = reportsStore(services)
  const old = request.replaces === undefined ? undefined : store.get(request.replaces)
  const record = await personSeen(work, request)
  const details = detailsOf(record.patient)
  if (!isRegisteredElsewhere(record, config.practice.odsCode)) throw new Refusal('rule', 'This patient is registered here: the consultation belongs into their record, and no report is sent.')
  if (old && old.nhsNumber !== record.nhsNumber) throw new Refusal('rule', 'The report to be corrected is about somebody else.')
  const digest = createHash('sha256').update(file).digest('hex')
  const name = [details.title, details.given, details.family].filter(Boolean).join(' ')
  const subject = `Consultation report for ${name}, NHS Number ${record.nhsNumber}, seen at ${config.practice.name}, ODS Code ${config.practice.odsCode}`
  return database.transaction(() => {
    if (wasSentBefore(work, record.nhsNumber, digest)) throw new Refusal('already-done', 'This report has been sent already. See what became of it, or correct it.')
    const [documentId, messageId] = [randomUUID(), randomUUID()]
    const content = reportMessage({
      documentId,
      messageId,
      senderReference: randomUUID(),
      practice: config.practice,
      mailbox: mesh.mailbox,
      author: { sdsUserId: work.session.user.id, name: work.session.user.name },
      patient: { nhsNumber: record.nhsNumber, ...details },
      subject,
      file: file.toString('base64'),
      now: services.clock.timestamp(),
      ...(old && { replaces: old.documentId }),
    })
    const outgoingId = meshStore(services).enqueue({ recipient: addressOf(record.nhsNumber, details), workflowId: REPORT_WORKFLOW, subject, content, localId: config.practice.odsCode })
    const report = store.add({ nhsNumber: record.nhsNumber, patientName: name, documentId, messageId, digest, sentBy: work.session.user.name, outgoingId, ...(old && { replaces: old.documentId }) })
    audited(work, { event: 'consultation-report-sent', action: 'C', subject: `DocumentManifest/${report.id}`, detail: { nhsNumber: record.nhsNumber, documentId } })
    return report
  })
}

/** The national record of the person who was seen: asked for each time, for people move. */
async function personSeen(work: Work, request: ReportRequest): Promise<PdsRecord> {
  const result = await work.services.pds.read(work, readNhsNumber(request.nhsNumber))
  if (result.outcome !== 'found') throw new Refusal('not-found', 'PDS knows nobody under this NHS number. Trace the patient before you send a report.')
  if (!isPersonSeen(detailsOf(result.record.patient), request)) throw new Refusal('rule', 'The national record under this NHS number has another surname or date of birth. Find out whose consultation it was; nothing was sent.')
  return result.record
}

/** One report, and what became of it. */
export function openReport(work: Work, id: string): ConsultationReport {
  demandSender(work)
  const report = reportsStore(work.services).get(id)
  audited(work, { event: 'consultation-report-viewed', action: 'R', subject: `DocumentManifest/${id}` })
  return report
}
