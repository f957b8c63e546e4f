import { randomUUID } from 'node:crypto'
import { batchOf } from '../../invitations/send-invitation.ts'
import { defect } from '../defect.ts'

export const newReferenceForEveryTry = defect({
  name: 'new-reference-for-every-try',
  requirement: 'E00367',
  story: 'Gives each request a reference of its own, as each is another request. What has arrived arrives again.',
  replaces: batchOf,
  with: (services, invitation) => ({ ...batchOf.proper(services, invitation), reference: randomUUID() }),
})
