import { taskIn } from '../../patient-facing/prescriptions/task-in.ts'
import { defect } from '../defect.ts'

export const incompleteRequestBreaksIt = defect({
  name: 'incomplete-request-breaks-it',
  requirement: 'E00328',
  story: 'Reads what a request must have without looking whether it is there, and breaks when it is not.',
  replaces: taskIn,
  with: (json) => {
    const { focus } = JSON.parse(json) as { focus: { reference: string } }
    const repeatId = focus.reference.replace('MedicationRequest/', '')
    return { ...taskIn.proper(json), repeatId }
  },
})
