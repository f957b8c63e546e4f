import { foundPatients } from '../../gp-connect/foundations.ts'
import { dissents } from '../../gp-connect/sharing.ts'
import { patientsOf } from '../../demographics/patients.ts'
import { defect } from '../defect.ts'

export const dissentHidesThePatient = defect({
  name: 'dissent-hides-the-patient',
  requirement: 'TIF-IG-SHARE-01',
  story: 'Does not find patients who do not want their record shared, although they can be booked in.',
  replaces: foundPatients,
  with: (at, nhsNumber) => {
    const known = patientsOf(at.services).byNhsNumber(nhsNumber)
    return known && dissents(at.services, known.id) ? [] : foundPatients.proper(at, nhsNumber)
  },
})
