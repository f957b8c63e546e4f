import { randomUUID } from 'node:crypto'
import { hasCome, onUnreached } from '../../invitations/take-status.ts'
import { defect, swap } from '../defect.ts'

export const everyCallbackATask = defect({
  name: 'every-callback-a-task',
  requirement: 'E00367',
  story: 'Keeps no account of callbacks it has had. Each asks somebody to reach the patient, once more if it comes once more.',
  replaces: hasCome,
  with: () => false,
  also: [
    swap(onUnreached, ({ tasks }, { purpose }, { patientId }) => {
      tasks.raise({ code: 'invitation-failed', patientId, focus: `CommunicationRequest/${randomUUID()}`, text: `NHS Notify could not reach this patient with the invitation "${purpose}".` })
    }),
  ],
})
