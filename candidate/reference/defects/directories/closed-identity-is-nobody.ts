import { readWorker } from '../../national/healthcare-worker.ts'
import { defect } from '../defect.ts'

export const closedIdentityIsNobody = defect({
  name: 'closed-identity-is-nobody',
  requirement: 'TIF-DS-04',
  story: 'Tells nobody that a care identity was closed: the number looks mistyped, and is tried again.',
  replaces: readWorker,
  with: (answer, id) => readWorker.proper({ ...answer, status: answer.status === 410 ? 404 : answer.status }, id),
})
