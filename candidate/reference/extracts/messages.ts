import { behaviour } from '../behaviour.ts'
import type { MessageHandler } from '../mesh/handler.ts'
import type { Services } from '../services.ts'
import { answerCollection } from './collect-data.ts'
import { takeAnswer } from './disclose.ts'
import recipients from './recipients.json' with { type: 'json' }
import { submitWhatIsDue } from './submit-report.ts'
import { submissionsStore, type Submission } from './submissions-store.ts'

/** What is done about something that did not reach whom it was for. */
export const onUndelivered = behaviour('extracts.onUndelivered', (services: Services, { reference, title, from }: Submission, problem: string): void => {
  submissionsStore(services).update(reference, { state: 'undelivered', problem, pending: null })
  services.tasks.raise({ code: 'extract-undelivered', focus: `extract:${reference}`, text: `${title}${from === undefined ? '' : `, from ${from}`}: it did not reach whom it was for (${problem}). Have it made again, or tell your supplier.` })
})

/** Requests of national collections, and answers about national opt-outs. */
export const extractMessages: MessageHandler = {
  takes: (workflowId) => workflowId === recipients.optOuts.workflowId || workflowId === recipients.collectionRequests.workflowId,
  takeIn: (services, message) => (message.workflowId === recipients.optOuts.workflowId ? takeAnswer(services, message) : answerCollection(services, message)),
  undelivered: (services, { id }, { code, description }) => {
    const submission = submissionsStore(services).byOutgoing(id)
    if (submission) onUndelivered(services, submission, `${code}: ${description}`)
    return submission !== undefined
  },
  afterwards: async (services) => submitWhatIsDue(services),
}
