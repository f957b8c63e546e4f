import { requesterOf } from '../../national/bars.ts'
import { defect } from '../defect.ts'

export const referredInTheFirstRole = defect({
  name: 'referred-in-the-first-role',
  requirement: 'TIF-IG-PROV-01',
  story: 'Tells the role of the practice\'s first member of staff, whoever refers.',
  replaces: requesterOf,
  with: (work) => {
    const [first] = work.services.practice.staff
    return requesterOf.proper({ ...work, role: { ...work.role, id: first?.roles[0]?.id ?? work.role.id } })
  },
})
