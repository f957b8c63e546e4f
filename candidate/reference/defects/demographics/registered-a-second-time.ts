import { isOnTheList } from '../../demographics/register-patient.ts'
import { defect } from '../defect.ts'

export const registeredASecondTime = defect({
  name: 'registered-a-second-time',
  requirement: 'E00165',
  story: 'Does not look whether somebody is on the list already: one patient, two registrations.',
  replaces: isOnTheList,
  with: () => false,
})
