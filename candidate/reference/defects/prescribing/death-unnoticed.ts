import { checkCanHave } from '../../prescribing/patient-at-hand.ts'
import { defect } from '../defect.ts'

export const deathUnnoticed = defect({
  name: 'death-unnoticed',
  requirement: 'E00104',
  story: 'Keeps the date of death with the details of a patient, and does not look there when something is prescribed.',
  replaces: checkCanHave,
  with: (patient) => {
    const { deceasedDateTime: _died, ...national } = patient.national
    checkCanHave.proper({ ...patient, national })
  },
})
