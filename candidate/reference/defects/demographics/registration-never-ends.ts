import { takeOffTheList } from '../../demographics/deduct-patient.ts'
import { patientsOf } from '../../demographics/patients.ts'
import { defect } from '../defect.ts'

export const registrationNeverEnds = defect({
  name: 'registration-never-ends',
  requirement: 'E00163',
  story: 'Takes a patient off the list and keeps no record of when that was.',
  replaces: takeOffTheList,
  with: (work, patient, reason) => {
    takeOffTheList.proper(work, patient, reason)
    work.services.database.run('UPDATE registration SET ended_on = NULL WHERE patient_id = ?', Number(patient.id))
    return patientsOf(work.services).get(patient.id)
  },
})
