import { askFirst } from '../../extracts/disclose.ts'
import { recordsOf } from '../../extracts/patient-records.ts'
import { queueExtract } from '../../extracts/queue.ts'
import { defect } from '../defect.ts'

export const disclosedBeforeTheAnswer = defect({
  name: 'disclosed-before-the-answer',
  requirement: 'NDOP-01',
  story: 'Asks nationally who has opted out, as it must, and sends everything while it waits for the answer.',
  replaces: askFirst,
  with: (services, request, found) => {
    const submission = askFirst.proper(services, request, found)
    queueExtract(services, { mailbox: request.recipient, workflowId: submission.workflowId }, { root: 'Disclosure', reference: submission.reference, records: recordsOf(services, found) })
    return submission
  },
})
