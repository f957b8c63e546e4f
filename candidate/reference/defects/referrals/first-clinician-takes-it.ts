import { businessFunction } from '../../national/ers.ts'
import { clinicianFor, nameOfStaff, referringClinicians } from '../../referrals/referrers.ts'
import { defect } from '../defect.ts'

export const firstClinicianTakesIt = defect({
  name: 'first-clinician-takes-it',
  requirement: 'TIF-ERS-05',
  story: 'Puts referrals by secretaries in the name of the clinician who comes first on the list of staff.',
  replaces: clinicianFor,
  with: (work, asked) => {
    const [first] = referringClinicians(work.services)
    return businessFunction(work.role) === 'REFERRING_CLINICIAN' || !first ? clinicianFor.proper(work, asked) : { id: first.id, name: nameOfStaff(first) }
  },
})
