import { canMove } from '../../gp-connect/migration.ts'
import { defect } from '../defect.ts'

export const theDeadAreMoved = defect({
  name: 'the-dead-are-moved',
  requirement: 'TIF-GPC-22',
  story: 'Moves the records of patients who have died.',
  replaces: canMove,
  with: (patient, national) => {
    const { deceasedDateTime: _here, ...own } = patient.national
    const { deceasedDateTime: _there, ...theirs } = national
    return canMove.proper({ ...patient, national: own }, theirs)
  },
})
