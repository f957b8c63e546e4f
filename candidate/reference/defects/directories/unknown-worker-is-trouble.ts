import { refusalFor } from '../../national/answer.ts'
import { HEALTHCARE_WORKERS, readWorker } from '../../national/healthcare-worker.ts'
import { defect } from '../defect.ts'

export const unknownWorkerIsTrouble = defect({
  name: 'unknown-worker-is-trouble',
  requirement: 'TIF-DS-04',
  story: 'Takes a number that nobody has for a failure of the directory.',
  replaces: readWorker,
  with: (answer, id) => {
    if (answer.status === 404) throw refusalFor(HEALTHCARE_WORKERS, answer)
    return readWorker.proper(answer, id)
  },
})
