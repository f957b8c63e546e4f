import { patientTold } from '../../bars/message.ts'
import type { RegisteredPatient } from '../../demographics/patient.ts'
import { defect } from '../defect.ts'

let last: RegisteredPatient | undefined

export const patientOfTheMessageBefore = defect({
  name: 'patient-of-the-message-before',
  requirement: 'TIF-CS-10',
  story: 'Fills in the patient\'s name from the message before.',
  replaces: patientTold,
  with: (patient) => {
    const name = last?.national.name
    last = patient
    return { ...patientTold.proper(patient), ...(name && { name }) }
  },
})
