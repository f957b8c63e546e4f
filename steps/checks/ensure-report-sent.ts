import { listAt, textAt } from '../support/fhir-xml.ts'
import { readReport } from '../support/reports.ts'
import { check, finding, type Found } from './check.ts'

/** A report that a scenario has the practice send, and whom it is to reach. */
export interface SentReport {
  file: Buffer
  about: { nhsNumber: string; given: string; family: string; birthDate: string }
  /** Mailbox where it is to end. */
  recipient: string
}

const WORKFLOW = 'GPFED_CONSULT_REPORT'

type Messages = { text: string; status: string }[]
const arrived = (messages: Messages): Messages => messages.filter(({ status }) => status === 'accepted' || status === 'acknowledged')

/** Exactly one report reached the patient's practice, and its file is the one that was written, byte for byte. */
export const ensureReportArrived = check('the report is with the patient’s practice, once and as it was written', async ({ outside, calls }, { report }: { report: SentReport }) => {
  const at = (await calls({ service: 'mesh', subject: report.about.nhsNumber, from: 'beginning' })).at(-1)
  const messages = arrived(await outside.mesh.listMessages({ to: report.recipient, about: report.about.nhsNumber, workflowId: WORKFLOW }))
  if (messages.length !== 1) return finding('there more or less often', { expected: 'one message', seen: messages.length, at })
  const received = readReport(messages[0]!.text)
  if (!received) return finding('it cannot be read as an ITK3 message with a document', { seen: messages[0]!.text.slice(0, 300), at })
  const { file, patient } = received
  const bytes = Buffer.from(textAt(file, 'content') ?? '', 'base64')
  return [
    !bytes.equals(report.file) && finding('its file is another', { expected: `${report.file.byteLength} bytes`, seen: `${bytes.byteLength} bytes`, at }),
    textAt(file, 'contentType') !== 'application/pdf' && finding('its file is said to be something else', { expected: 'application/pdf', seen: textAt(file, 'contentType') ?? 'nothing', at }),
    textAt(patient, 'identifier', 'value') !== report.about.nhsNumber && finding('it is about somebody else', { expected: report.about.nhsNumber, seen: textAt(patient, 'identifier', 'value') ?? 'nobody', at }),
    textAt(patient, 'birthDate') !== report.about.birthDate && finding('it has another date of birth', { expected: report.about.birthDate, seen: textAt(patient, 'birthDate') ?? 'none', at }),
    textAt(patient, 'name', 'family') !== report.about.family && finding('it has another surname', { expected: report.about.family, seen: textAt(patient, 'name', 'family') ?? 'none', at }),
  ]
})

/**
 * Headers and message are as Send Document has them: routed by MESH from the patient, under the workflow of reports, with the words of the
 * subject, the event, the mailbox of the sender, and no receiver. Source: GP Connect Messaging, Send Document, MESH and ITK3 requirements.
 */
export const ensureReportAsPublished = check('the message is made as Send Document demands', async ({ outside, calls }, { report, practice }: { report: SentReport; practice: { odsCode: string; name: string } }) => {
  const { nhsNumber, birthDate, family, given } = report.about
  const [year, month, day] = birthDate.split('-')
  const at = (await calls({ service: 'mesh', operation: 'send-message', subject: nhsNumber })).at(-1)
  const [message] = await outside.mesh.listMessages({ about: nhsNumber, workflowId: WORKFLOW })
  const received = message && readReport(message.text)
  if (!message || !received || !at) return finding('there is no such message', { expected: `one under ${WORKFLOW}` })
  const { header, composition, payload } = received
  const to = at.header('mex-to')
  const is = (what: string, expected: string, seen: string | undefined): Found => seen !== expected && finding(what, { expected, seen: seen ?? 'nothing', at })
  return [
    ![`GPPROVIDER_${nhsNumber}_${year}${month}${day}_${family}`, `GPPROVIDER_${nhsNumber}_${day}${month}${year}_${family}`].includes(to ?? '') && finding('not routed by MESH from the patient', { expected: `GPPROVIDER_${nhsNumber}_{date of birth}_${family}`, seen: to ?? 'nothing', at }),
    is('another workflow', WORKFLOW, at.header('mex-workflowid')),
    is('Mex-LocalID is not the sender’s code', practice.odsCode, at.header('mex-localid')),
    ...[given, family, nhsNumber, practice.name, practice.odsCode, 'Consultation report'].map((part) => !message.subject.includes(part) && finding('the subject lacks something', { expected: part, seen: message.subject, at })),
    is('another event', 'ITK007C', textAt(header, 'event', 'code')),
    is('the source is not the sender’s mailbox', message.from, textAt(header, 'source', 'endpoint')),
    (listAt(header, 'receiver').length > 0 || listAt(header, 'destination').length > 0) && finding('the header names a receiver', { expected: 'none: MESH finds the practice', seen: 'one', at }),
    is('the payload is no document', 'document', textAt(payload, 'type')),
    is('another type of document', '371531000', textAt(composition, 'type', 'coding', 'code')),
    is('the document is not final', 'final', textAt(composition, 'status')),
  ]
})

/** The payload says who sends: ODS code, name and telephone. Source: Send Document, GPCM-SD-028. */
export const ensureReportNamesSender = check('the report names the organisation that sends it', async ({ outside, calls }, { report, practice }: { report: SentReport; practice: { odsCode: string; name: string; telephone: string } }) => {
  const at = (await calls({ service: 'mesh', operation: 'send-message', subject: report.about.nhsNumber })).at(-1)
  const [message] = await outside.mesh.listMessages({ about: report.about.nhsNumber, workflowId: WORKFLOW })
  const received = message && readReport(message.text)
  if (!received) return finding('there is no report', { at })
  const { custodian, sender } = received
  const digits = (value: string | undefined) => (value ?? '').replaceAll(/\D/g, '')
  const phones = listAt(custodian, 'telecom').map((each) => digits(textAt(each, 'value')))
  const code = (organisation: unknown) => listAt(organisation, 'identifier').map((each) => textAt(each, 'value'))
  return [
    !code(custodian).includes(practice.odsCode) && finding('without its code', { expected: practice.odsCode, seen: code(custodian), at }),
    !code(sender).includes(practice.odsCode) && finding('the header has no code of it', { expected: practice.odsCode, seen: code(sender), at }),
    textAt(custodian, 'name') !== practice.name && finding('under another name', { expected: practice.name, seen: textAt(custodian, 'name') ?? 'none', at }),
    !phones.includes(digits(practice.telephone)) && finding('without its telephone', { expected: practice.telephone, seen: phones, at }),
  ]
})

/** The header asks for both acknowledgements, and for somebody to act. Source: Send Document, ITK3 header requirements. */
export const ensureAnswersWanted = check('both answers are asked for', async ({ outside, calls }, { report }: { report: SentReport }) => {
  const at = (await calls({ service: 'mesh', operation: 'send-message', subject: report.about.nhsNumber })).at(-1)
  const [message] = await outside.mesh.listMessages({ about: report.about.nhsNumber, workflowId: WORKFLOW })
  const handling = listAt(message && readReport(message.text)?.header, 'extension').flatMap((each) => listAt(each, 'extension'))
  const part = (name: string) => handling.find((each) => textAt(each, 'url') === name)
  return [
    ...['InfAckRequested', 'BusAckRequested'].map((name) => textAt(part(name), 'valueBoolean') !== 'true' && finding(`${name} is not asked for`, { expected: true, seen: textAt(part(name), 'valueBoolean') ?? 'nothing', at })),
    textAt(part('RecipientType'), 'valueCoding', 'code') !== 'FA' && finding('not for action', { expected: 'FA', seen: textAt(part('RecipientType'), 'valueCoding', 'code') ?? 'nothing', at }),
    textAt(part('LocalExtension'), 'valueString') !== 'SendDocument-ConsultationReport' && finding('it does not say which kind of Send Document it is', { expected: 'SendDocument-ConsultationReport', seen: textAt(part('LocalExtension'), 'valueString') ?? 'nothing', at }),
  ]
})

/** However often it reached somebody, it was one message about one document, which the recipient can tell. */
export const ensureOneMessage = check('whatever arrived is one and the same message', async ({ outside, calls }, { report }: { report: SentReport }) => {
  const at = (await calls({ service: 'mesh', subject: report.about.nhsNumber })).at(-1)
  const messages = await outside.mesh.listMessages({ to: report.recipient, about: report.about.nhsNumber, workflowId: WORKFLOW })
  const ids = new Set(messages.map(({ text }) => textAt(readReport(text)?.header, 'id')))
  return [
    messages.length === 0 && finding('nothing arrived', { expected: 'the report', at }),
    ids.size > 1 && finding('several messages', { expected: 'one id', seen: [...ids], at }),
  ]
})

/** The second report says that it comes in the place of the first. */
export const ensureReportReplaces = check('the second report takes the place of the first', async ({ outside, calls }, { report }: { report: SentReport }) => {
  const at = (await calls({ service: 'mesh', operation: 'send-message', subject: report.about.nhsNumber })).at(-1)
  const [first, second] = (await outside.mesh.listMessages({ to: report.recipient, about: report.about.nhsNumber, workflowId: WORKFLOW })).map(({ text }) => readReport(text))
  const old = textAt(first?.composition, 'identifier', 'value')
  const relation = listAt(second?.composition, 'relatesTo')[0]
  return [
    textAt(relation, 'code') !== 'replaces' && finding('it does not say so', { expected: 'replaces', seen: textAt(relation, 'code') ?? 'nothing', at }),
    textAt(relation, 'targetIdentifier', 'value') !== old && finding('it names another document', { expected: old, seen: textAt(relation, 'targetIdentifier', 'value') ?? 'none', at }),
    textAt(second?.composition, 'identifier', 'value') === old && finding('it has the identifier of the first', { expected: 'one of its own', seen: old, at }),
  ]
})

/** Nothing about the patient was given to MESH. */
export const ensureNothingSent = check('nothing about the patient has left the practice', async ({ outside, calls }, { nhsNumber }: { nhsNumber: string }) => {
  const at = (await calls({ service: 'mesh', operation: 'send-message', subject: nhsNumber })).at(-1)
  const messages = await outside.mesh.listMessages({ about: nhsNumber, workflowId: WORKFLOW })
  return messages.length > 0 && finding('a message left', { expected: 'none', seen: messages.map(({ to, subject }) => ({ to, subject })), at })
})
