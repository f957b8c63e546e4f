import { patientsOf } from '../../demographics/patients.ts'
import { onChangeOfGp } from '../../nems/take-event.ts'
import { defect } from '../defect.ts'

export const movedPatientTakenOffUnasked = defect({
  name: 'moved-patient-taken-off-unasked',
  requirement: 'NEMS01',
  story: 'Takes patients off the list as soon as an event says that their practice has changed, whether or not they have left.',
  replaces: onChangeOfGp,
  with: (services, patient) => {
    onChangeOfGp.proper(services, patient)
    patientsOf(services).leave(patient, services.clock.today(), 'registered elsewhere')
  },
})
