import { patientsOf } from '../../demographics/patients.ts'
import { toldOfOthers } from '../../patient-facing/caller.ts'
import { PublishedError } from '../../patient-facing/published-error.ts'
import { defect } from '../defect.ts'

export const patientsToldFromStrangers = defect({
  name: 'patients-told-from-strangers',
  requirement: 'TIF-IG-SHARE-01',
  story: 'Forbids the records of other patients, and finds nobody else’s: whoever asks learns who is a patient here.',
  replaces: toldOfOthers,
  with: (services, nhsNumber, code) => {
    const proper = toldOfOthers.proper(services, nhsNumber, code)
    if (!patientsOf(services).byNhsNumber(nhsNumber)) return proper
    return proper.code === 'ACCESS_DENIED' ? new PublishedError('PATIENT_NOT_FOUND') : new PublishedError('ACCESS_DENIED')
  },
})
