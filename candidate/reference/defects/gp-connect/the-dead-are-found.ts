import { isFindable } from '../../gp-connect/reachable.ts'
import { defect } from '../defect.ts'

export const theDeadAreFound = defect({
  name: 'the-dead-are-found',
  requirement: 'TIF-GPC-18',
  story: 'Leaves it to the consumer to notice that a patient has died.',
  replaces: isFindable,
  with: (patient) => {
    const { deceasedDateTime: _death, ...national } = patient.national
    return isFindable.proper({ ...patient, national })
  },
})
