import { titleOf } from '../../laboratory/file-report.ts'
import { defect } from '../defect.ts'

export const screeningCalledALaboratoryResult = defect({
  name: 'screening-called-a-laboratory-result',
  requirement: 'TIF-SRN-06',
  story: 'Knows screening apart, and calls everything a laboratory result on screen.',
  replaces: titleOf,
  with: () => 'Laboratory result',
})
