import { destinationOf } from '../../extracts/queue.ts'
import { defect } from '../defect.ts'

export const reportToAnotherMailbox = defect({
  name: 'report-to-another-mailbox',
  requirement: 'TIF-GPAD-02',
  story: 'Sends whatever is reported to the mailbox that asks for collections: it is the same organisation.',
  replaces: destinationOf,
  with: ({ workflowId }) => ({ mailbox: 'X26OT101', workflowId }),
})
