import { canMove } from '../../gp-connect/migration.ts'
import { defect } from '../defect.ts'

export const leaversStayBehind = defect({
  name: 'leavers-stay-behind',
  requirement: 'GPCARS01',
  story: 'Finds the patients of today only, so that the record of somebody who has left cannot follow.',
  replaces: canMove,
  with: (patient, national) => patient.status === 'active' && canMove.proper(patient, national),
})
