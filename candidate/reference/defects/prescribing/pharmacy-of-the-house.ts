import { nominatedPharmacy } from '../../prescribing/build-order.ts'
import { defect } from '../defect.ts'

export const pharmacyOfTheHouse = defect({
  name: 'pharmacy-of-the-house',
  requirement: 'EPSP01',
  story: 'Sends prescriptions of patients who have nominated nobody to the pharmacy next door.',
  replaces: nominatedPharmacy,
  with: (patient) => nominatedPharmacy.proper(patient) ?? 'FZ901',
})
