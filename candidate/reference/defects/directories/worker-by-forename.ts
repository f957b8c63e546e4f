import { nameIn } from '../../national/healthcare-worker.ts'
import { defect } from '../defect.ts'

export const workerByForename = defect({
  name: 'worker-by-forename',
  requirement: 'TIF-DS-04',
  story: 'Shows the forename only: there are many of that name.',
  replaces: nameIn,
  with: (person) => String(person['forename'] ?? ''),
})
