import { readBatchAcceptance } from '../../national/nhs-notify.ts'
import { defect } from '../defect.ts'

export const busyTakenForSent = defect({
  name: 'busy-taken-for-sent',
  requirement: 'TIF-CS-11',
  story: 'Tells the user that the invitation is sent when NHS Notify is too busy or does not know the system: it will be, some day.',
  replaces: readBatchAcceptance,
  with: (answer) => ([403, 404, 429].includes(answer.status) ? { ids: new Map() } : readBatchAcceptance.proper(answer)),
})
