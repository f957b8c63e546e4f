import { areForOnePatient } from '../../prescribing/sign-items.ts'
import { defect } from '../defect.ts'

export const patientsOnOnePrescription = defect({
  name: 'patients-on-one-prescription',
  requirement: 'TIF-CS-10',
  story: 'Signs whatever is selected on the list as one prescription, for the patient of the first item.',
  replaces: areForOnePatient,
  with: () => true,
})
