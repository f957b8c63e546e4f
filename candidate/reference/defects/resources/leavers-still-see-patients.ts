import { worksHere } from '../../resources/staff.ts'
import { defect } from '../defect.ts'

export const leaversStillSeePatients = defect({
  name: 'leavers-still-see-patients',
  requirement: 'E00154',
  story: 'Marks who has left, and goes on publishing their sessions.',
  replaces: worksHere,
  with: () => true,
})
