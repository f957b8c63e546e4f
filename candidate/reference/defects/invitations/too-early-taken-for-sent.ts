import { readBatchAcceptance } from '../../national/nhs-notify.ts'
import { defect } from '../defect.ts'

export const tooEarlyTakenForSent = defect({
  name: 'too-early-taken-for-sent',
  requirement: 'E00367',
  story: 'Takes it for done when NHS Notify says that it is still working on an invitation.',
  replaces: readBatchAcceptance,
  with: (answer) => (answer.status === 425 ? { ids: new Map() } : readBatchAcceptance.proper(answer)),
})
