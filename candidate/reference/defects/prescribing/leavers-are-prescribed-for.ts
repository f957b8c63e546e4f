import { checkCanHave } from '../../prescribing/patient-at-hand.ts'
import { defect } from '../defect.ts'

export const leaversArePrescribedFor = defect({
  name: 'leavers-are-prescribed-for',
  requirement: 'E00104',
  story: 'Prescribes for patients who have left the practice, and whose record nobody keeps any more.',
  replaces: checkCanHave,
  with: (patient) => checkCanHave.proper({ ...patient, status: 'active' }),
})
