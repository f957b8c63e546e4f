import { createHash } from 'node:crypto'
import { behaviour } from '../behaviour.ts'
import { readInterchange, type EdifactMessage, type ReceivedInterchange } from '../edifact/read-interchange.ts'
import { EdifactError } from '../edifact/tokenise.ts'
import type { MessageHandler } from '../mesh/handler.ts'
import { meshStore, type Outgoing } from '../mesh/mesh-store.ts'
import type { CollectedMessage } from '../national/mesh.ts'
import type { Services } from '../services.ts'
import { fileReport, leavesKnown } from './file-report.ts'
import { laboratoryStore } from './laboratory-store.ts'
import { fateOf, nhsack, type MessageFate } from './nhsack.ts'
import { readReport, ReportProblem } from './read-report.ts'

/** Workflows that carry laboratory reports: pathology, also in its older variant, and screening. */
export const takesWorkflow = behaviour('laboratory.takesWorkflow', (workflowId: string): boolean => /^(PATH_MEDRPT_V[23]|SCRN_BCS_MEDRPT_V4)$/.test(workflowId))

/** Whether the laboratory is told: it says so in its interchange. */
export const isAnswered = behaviour('laboratory.isAnswered', ({ wantsAnswer }: ReceivedInterchange): boolean => wantsAnswer)

/** Under which workflow acknowledgements go. */
export const answerWorkflow = behaviour('laboratory.answerWorkflow', (workflowId: string): string => `${workflowId}_ACK`)

/** A person sees to what no report could be made of; the message is kept as it came. */
export const onProblem = behaviour('laboratory.onProblem', ({ tasks }: Services, { id, from }: CollectedMessage, problem: string, reference?: string): void => {
  const what = reference === undefined ? 'A message' : `Interchange ${reference}`
  tasks.raise({ code: 'report-refused', focus: `mesh:${id}`, text: `${what} from the laboratory with mailbox ${from} was not filed, or not all of it: ${problem}. It is kept as it came; ask the laboratory.` })
})

/** Takes one message of an interchange in. Each stands for itself: a bad one does not keep the others from the record. */
export const takeReport = behaviour('laboratory.takeReport', (services: Services, message: EdifactMessage, sender: string): MessageFate => {
  try {
    fileReport(services, readReport(message), sender)
    return {}
  } catch (error) {
    if (!(error instanceof ReportProblem)) throw error
    return { problem: error.message }
  }
})

/** What of an interchange is taken in: nothing where its ends do not fit each other, for then something may be missing. */
export const messagesTaken = behaviour('laboratory.messagesTaken', ({ fault, messages }: ReceivedInterchange): readonly EdifactMessage[] => (fault ? [] : messages))

export const laboratoryMessages: MessageHandler = {
  takes: (workflowId) => takesWorkflow(workflowId),

  takeIn: (services, message) => {
    let interchange: ReceivedInterchange
    try {
      interchange = readInterchange(message.content)
    } catch (error) {
      if (!(error instanceof EdifactError)) throw error
      return onProblem(services, message, error.message)
    }
    const sender = interchange.sender[0] ?? ''
    const digest = createHash('sha256').update(message.content).digest('hex')
    const { id, known } = laboratoryStore(services).note({ sender, reference: interchange.reference, digest })
    if (leavesKnown(known)) return
    const fates = messagesTaken(interchange).map((each) => takeReport(services, each, sender))
    const fate = fateOf(interchange, fates)
    if (fate !== 'IAF') onProblem(services, message, fates.map(({ problem }) => problem).filter(Boolean).join('; ') || 'its control references do not fit each other', interchange.reference)
    if (!isAnswered(interchange)) return
    const content = nhsack(interchange, fate, fates, { number: id, at: services.clock.now() })
    meshStore(services).enqueue({ recipient: message.from, workflowId: answerWorkflow(message.workflowId), subject: 'NHSACK', content })
  },

  undelivered: (services, sent, { code, description }) => {
    if (!takesWorkflow(sent.workflowId.replace(/_ACK$/, ''))) return false
    onUndelivered(services, sent, `${code}: ${description}`)
    return true
  },
}

/** An acknowledgement that did not arrive is not sent again by itself: its receiver asks for it. Source: NHS pathology messaging, DDP03. */
export const onUndelivered = behaviour('laboratory.onUndelivered', ({ tasks }: Services, { id, recipient, content }: Outgoing, why: string): void => {
  const reference = /SIR:([^+']*)/.exec(content)?.[1] ?? 'unknown'
  tasks.raise({ code: 'acknowledgement-undelivered', focus: `outgoing:${id}`, text: `The laboratory with mailbox ${recipient} did not get the acknowledgement of its interchange ${reference} (${why}). It was not delivered, and is sent again only if the laboratory asks.` })
})
