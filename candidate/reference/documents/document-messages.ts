import { behaviour } from '../behaviour.ts'
import { ItkProblem, type ItkDocument, type ItkHeader } from '../itk/message.ts'
import { parseMessage, readDocument, readHeader } from '../itk/read-message.ts'
import { answersToSend, responseMessage, type Answers } from '../itk/response.ts'
import type { Tree } from '../itk/tree.ts'
import type { MessageHandler } from '../mesh/handler.ts'
import { meshStore } from '../mesh/mesh-store.ts'
import type { CollectedMessage } from '../national/mesh.ts'
import type { Services } from '../services.ts'
import { documentsStore } from './documents-store.ts'
import { fileDocument } from './file-document.ts'

/** Workflows whose messages carry a document about a patient: GP Connect Send Document and Update Record, Digital Medicines, Transfer of Care. */
const WORKFLOWS = /^(GPFED_CONSULT_REPORT|GPCONNECT_UPDATE_RECORD|DIGMED_(FLU_VAC|EMG_MED)|TOC_FHIR_(IP_DISCH|EC_DISCH|MH_DISCH|OP_ATTEN))$/

/** Events of ITK-MessageEvent-2 that this system takes in. */
const EVENTS = new Set(['ITK003D', 'ITK004D', 'ITK005D', 'ITK006D', 'ITK007C', 'ITK009D', 'ITK010D', 'ITK014M'])

/** Under which workflow answers to a message go. Source: MESH API, "the convention is the same workflow identifier appended with _ACK". */
export const answerWorkflow = behaviour('documents.answerWorkflow', (workflowId: string): string => `${workflowId}_ACK`)

/** Whether a message is meant for this practice. One that names nobody was routed here by MESH. Source: ITK3, FHIR-RR-01. */
export const isMeantForUs = behaviour('documents.isMeantForUs', ({ receiver }: ItkHeader, odsCode: string): boolean => receiver === undefined || receiver.toUpperCase() === odsCode)

/** Whether the very message was taken in before, in another envelope. */
export const isDuplicateMessage = behaviour('documents.isDuplicateMessage', (services: Services, { id }: ItkHeader): boolean => documentsStore(services).hasTaken(id))

/** What cannot be read at all is not answered, for nobody knows whom and about what: a person sees to it. */
export const onUnreadable = behaviour('documents.onUnreadable', ({ tasks }: Services, { id, from, subject }: CollectedMessage): void => {
  tasks.raise({ code: 'document-unreadable', focus: `mesh:${id}`, text: `A message from mailbox ${from} cannot be read${subject === '' ? '' : ` ("${subject}")`}. It is kept as it came; ask the sender to send it again.` })
})

/** What cannot be processed: its sender is told by code, and a person here may ask. */
export const onProblem = behaviour('documents.onProblem', ({ tasks }: Services, { id, from, subject }: CollectedMessage, problem: ItkProblem): void => {
  tasks.raise({ code: 'document-refused', focus: `mesh:${id}`, text: `A document from mailbox ${from} was not filed${subject === '' ? '' : ` ("${subject}")`}: ${problem.message} Its sender has been told; it is kept as it came.` })
})

/** Messages with a document about a patient: filed, put before a person, or refused, and answered as they ask. */
export const documentMessages: MessageHandler = {
  takes: (workflowId) => WORKFLOWS.test(workflowId),
  takeIn: (services, message) => {
    const parsed = parseMessage(message.content)
    const header = parsed && readHeader(parsed)
    if (!parsed || !header) return onUnreadable(services, message)
    const { answers, patientId } = process(services, message, header, parsed.bundle)
    for (const response of answersToSend(header, answers)) {
      const { config, clock } = services
      const content = responseMessage({ header, bundle: parsed.bundle, response, odsCode: config.practice.odsCode, mailbox: services.mesh?.mailbox ?? '', now: clock.timestamp() })
      meshStore(services).enqueue({ recipient: message.from, workflowId: answerWorkflow(message.workflowId), subject: 'ITK response', content, ...(patientId !== undefined && { patientId }) })
    }
  },
}

function process(services: Services, message: CollectedMessage, header: ItkHeader, bundle: Tree): { answers: Answers; patientId?: string } {
  try {
    if (isDuplicateMessage(services, header)) return { answers: { infrastructure: 'duplicateMessage' } }
    documentsStore(services).take(header.id)
    if (!isMeantForUs(header, services.config.practice.odsCode)) throw new ItkProblem('otherOrganisation', `It is meant for ${header.receiver}.`)
    if (!EVENTS.has(header.event)) throw new ItkProblem('unknownDefinition', `Messages of kind ${header.event} are not taken here.`)
    const document: ItkDocument = readDocument(bundle)
    const { business, patientId } = fileDocument(services, document, { messageId: header.id, forAction: header.recipientType === 'FA', from: message.from })
    return { answers: { infrastructure: 'success', business }, ...(patientId !== undefined && { patientId }) }
  } catch (error) {
    if (!(error instanceof ItkProblem)) throw error
    // A second copy of what is here needs nobody's attention.
    if (error.response !== 'duplicateDocument') onProblem(services, message, error)
    return { answers: { infrastructure: error.response } }
  }
}
