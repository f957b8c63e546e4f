import { withhold } from '../../extracts/disclose.ts'
import { recordsOf } from '../../extracts/patient-records.ts'
import { queueExtract } from '../../extracts/queue.ts'
import { submissionsStore } from '../../extracts/submissions-store.ts'
import { defect } from '../defect.ts'

export const refusedListLetsEverybodyThrough = defect({
  name: 'refused-list-lets-everybody-through',
  requirement: 'NDOP-01',
  story: 'Finds nobody in the answer who has opted out, since the answer says that it could not be given.',
  replaces: withhold,
  with: (services, { reference, recipient, workflowId, pending = [] }) => {
    const outgoing = queueExtract(services, { mailbox: recipient, workflowId }, { root: 'Disclosure', reference, records: recordsOf(services, pending) })
    submissionsStore(services).update(reference, { state: 'queued', outgoing, pending: null })
  },
})
