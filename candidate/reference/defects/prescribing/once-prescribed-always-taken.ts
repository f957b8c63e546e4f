import { itemsStore } from '../../prescribing/items-store.ts'
import { medicationNow } from '../../prescribing/warnings.ts'
import { defect } from '../defect.ts'

export const oncePrescribedAlwaysTaken = defect({
  name: 'once-prescribed-always-taken',
  requirement: 'E00100',
  story: 'Warns of everything the patient ever had.',
  replaces: medicationNow,
  with: (services, patientId) => itemsStore(services).ofPatient(patientId),
})
