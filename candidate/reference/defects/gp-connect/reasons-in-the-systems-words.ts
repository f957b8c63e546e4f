import { cancelled } from '../../gp-connect/change-from-outside.ts'
import { defect } from '../defect.ts'

export const reasonsInTheSystemsWords = defect({
  name: 'reasons-in-the-systems-words',
  requirement: 'TIF-GPC-17',
  story: 'Files every reason from outside under its own words.',
  replaces: cancelled,
  with: (work, appointment) => cancelled.proper(work, appointment, 'Cancelled by another organisation'),
})
