import { isAsSeen } from '../../demographics/change-patient.ts'
import { defect } from '../defect.ts'

export const colleagueOverwritten = defect({
  name: 'colleague-overwritten',
  requirement: 'TIF-CS-12',
  story: 'Lets the last one who saves win: what a colleague saved in the meantime is gone, and nobody is told.',
  replaces: isAsSeen,
  with: () => true,
})
