import { businessFunction } from '../../national/ers.ts'
import { staffMember } from '../../practice/practice-data.ts'
import { clinicianFor, nameOfStaff } from '../../referrals/referrers.ts'
import { defect } from '../defect.ts'

export const anybodyMayBeNamed = defect({
  name: 'anybody-may-be-named',
  requirement: 'TIF-IG-RBAC-01',
  story: 'Lets a secretary refer in the name of anybody on the staff, and leaves it to e-RS to object.',
  replaces: clinicianFor,
  with: (work, asked) => {
    const named = staffMember(work.services.practice, asked)
    return businessFunction(work.role) === 'REFERRING_CLINICIAN' || !named ? clinicianFor.proper(work, asked) : { id: named.id, name: nameOfStaff(named) }
  },
})
