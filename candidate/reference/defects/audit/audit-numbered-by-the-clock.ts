import { nextNumber } from '../../audit/audit-trail.ts'
import { defect } from '../defect.ts'

let count = 0

export const auditNumberedByTheClock = defect({
  name: 'audit-numbered-by-the-clock',
  requirement: 'TIF-IG-AUD-04',
  story: 'Takes the time for a number. There are gaps where nothing is missing, so nobody notices one where something is, and who sets the clock sets the order.',
  replaces: nextNumber,
  with: (_before, at) => Date.parse(at) * 1000 + (count = (count + 1) % 1000),
})
