import { behaviour } from '../behaviour.ts'
import { parseMessage, readHeader } from '../itk/read-message.ts'
import { all, at, text, type Tree } from '../itk/tree.ts'
import type { MessageHandler } from '../mesh/handler.ts'
import type { CollectedMessage } from '../national/mesh.ts'
import type { Services } from '../services.ts'
import { reportsStore, type ConsultationReport } from './reports-store.ts'
import { REPORT_WORKFLOW } from './send-report.ts'
import { readCode, stateOf } from './state-of-report.ts'

/** What an ITK response says: which message it answers, and how. */
export interface ItkAnswer {
  messageId: string
  code: string
  words: string
}

/** An answer later than this is somebody's business: as long as MESH keeps what nobody collects. */
const PATIENCE_MS = 5 * 86_400_000

/** Reads an answer; undefined for what is none. Source: ITK3 Message Distribution, ITK-Response-OperationOutcome-1. */
export const readAnswer = behaviour('reports.readAnswer', (content: string): ItkAnswer | undefined => {
  const parsed = parseMessage(content)
  const header = parsed && readHeader(parsed)
  if (!parsed || header?.event !== 'ITK008M') return undefined
  const resources = all(parsed.bundle, 'entry').map((entry) => at(entry, 'resource') as Tree | undefined)
  const outcome = resources.find((resource) => text(resource, 'resourceType') === 'OperationOutcome')
  const messageId = text(resources[0], 'response', 'identifier')
  const code = text(outcome, 'issue', 'details', 'coding', 'code')
  if (messageId === undefined || code === undefined) return undefined
  const words = [text(outcome, 'issue', 'details', 'coding', 'display'), text(outcome, 'issue', 'diagnostics')].filter(Boolean).join(': ')
  return { messageId, code, words }
})

/** Which report an answer is about. */
export const reportOfAnswer = behaviour('reports.reportOfAnswer', (services: Services, { messageId }: ItkAnswer): ConsultationReport | undefined => reportsStore(services).byMessage(messageId))

const whom = ({ patientName, nhsNumber }: ConsultationReport) => `The consultation report about ${patientName} (NHS number ${nhsNumber})`
const focusOf = ({ id }: ConsultationReport) => `DocumentManifest/${id}`

/** The recipient could not take a report: whoever sent it has to see to it. */
export const onRefused = behaviour('reports.onRefused', ({ tasks }: Services, report: ConsultationReport, { code, words }: ItkAnswer): void => {
  tasks.raise({ code: 'report-refused', focus: focusOf(report), text: `${whom(report)} was not accepted by the practice that it was sent to (${code}: ${words || 'no reason given'}). ${report.sentBy}: tell them another way.` })
})

/** MESH found no practice to bring it to. */
export const onUndelivered = behaviour('reports.onUndelivered', ({ tasks }: Services, report: ConsultationReport): void => {
  tasks.raise({ code: 'report-undelivered', focus: focusOf(report), text: `${whom(report)} was not delivered (${report.undelivered}). ${report.sentBy}: trace the patient, and send it again or tell their practice another way.` })
})

/** The recipient has kept silent: nobody knows whether the report is where it should be. */
export const onSilence = behaviour('reports.onSilence', ({ tasks }: Services, report: ConsultationReport): void => {
  const missing = [report.infrastructure === undefined && 'whether it came through', report.business === undefined && 'whether the patient is known there'].filter(Boolean).join(' or ')
  tasks.raise({ code: 'report-unanswered', focus: focusOf(report), text: `${whom(report)} has not been answered in full: its recipient has not said ${missing}. ${report.sentBy}: ask the patient’s practice.` })
})

/** What is no answer, or answers nothing that went out from here. */
export const onStrayAnswer = behaviour('reports.onStrayAnswer', ({ tasks }: Services, { id, from }: CollectedMessage): void => {
  tasks.raise({ code: 'answer-unknown', focus: `mesh:${id}`, text: `An answer from mailbox ${from} belongs to no report that was sent from here. It is kept; ask the sender what it is about.` })
})

/** Takes an answer down. A good one that comes late ends the search for it. */
function takeAnswer(services: Services, report: ConsultationReport, answer: ItkAnswer): void {
  const { about, good } = readCode(answer.code)
  // That a second copy had come before says nothing new of the first.
  const known = report[about]
  if (known !== undefined && good) return
  const heard = reportsStore(services).hear(report.id, { [about]: answer.code, ...(!good && { words: answer.words }) })
  services.audit.record({ event: 'consultation-report-answered', action: 'U', outcome: 'done', agent: { system: 'MESH' }, subject: focusOf(report), detail: { code: answer.code } })
  if (!good) onRefused(services, heard, answer)
  else if (stateOf(heard) === 'accepted') closeTasks(services, heard)
}

function closeTasks({ tasks }: Services, report: ConsultationReport): void {
  for (const { id, focus } of tasks.list({ status: 'requested', code: 'report-unanswered' })) if (focus === focusOf(report)) tasks.close(id, 'completed', 'MESH')
}

/** Looks for reports whose recipients have kept silent too long. */
export const chaseSilence = behaviour('reports.chaseSilence', (services: Services): void => {
  const { clock, database } = services
  const store = reportsStore(services)
  for (const report of store.silentSince(new Date(clock.now() - PATIENCE_MS).toISOString())) {
    if (stateOf(report) === 'refused') continue
    database.transaction(() => onSilence(services, store.hear(report.id, { chasedAt: clock.timestamp() })))
  }
})

/** Answers to consultation reports, and what MESH says of those that did not arrive. */
export const reportAnswers: MessageHandler = {
  takes: (workflowId) => workflowId === `${REPORT_WORKFLOW}_ACK`,
  takeIn: (services, message) => {
    const answer = readAnswer(message.content)
    const report = answer && reportOfAnswer(services, answer)
    if (answer && report) takeAnswer(services, report, answer)
    else onStrayAnswer(services, message)
  },
  undelivered: (services, sent, { code, description }) => {
    const report = reportsStore(services).byOutgoing(sent.id)
    if (!report) return false
    onUndelivered(services, reportsStore(services).hear(report.id, { undelivered: `${code}: ${description}` }))
    return true
  },
  afterwards: async (services) => chaseSilence(services),
}
