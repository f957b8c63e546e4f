import { isFindable } from '../../gp-connect/reachable.ts'
import { defect } from '../defect.ts'

export const leaversAreFound = defect({
  name: 'leavers-are-found',
  requirement: 'TIF-GPC-18',
  story: 'Finds everybody who has ever been on the list.',
  replaces: isFindable,
  with: (patient) => isFindable.proper({ ...patient, status: 'active' }),
})
