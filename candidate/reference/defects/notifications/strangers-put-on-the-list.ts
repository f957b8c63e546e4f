import { patientsOf } from '../../demographics/patients.ts'
import { patientOfSignal } from '../../notifications/take-signal.ts'
import { defect } from '../defect.ts'

export const strangersPutOnTheList = defect({
  name: 'strangers-put-on-the-list',
  requirement: 'TIF-IG-LR-01',
  story: 'Puts everybody it is told of on its list, to have the record at hand should they come.',
  replaces: patientOfSignal,
  with: (services, signal) => {
    const { nhsNumber } = signal
    const known = patientsOf(services).byNhsNumber(nhsNumber)
    if (known) return patientOfSignal.proper(services, signal)
    return patientsOf(services).add({ nhsNumber, version: 'W/"0"', patient: { resourceType: 'Patient', id: nhsNumber } }, { type: 'permanent', startedOn: services.clock.today() })
  },
})
