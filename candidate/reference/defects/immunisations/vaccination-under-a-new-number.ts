import { randomUUID } from 'node:crypto'
import { immunizationOf } from '../../national/immunisations.ts'
import { defect } from '../defect.ts'

export const vaccinationUnderANewNumber = defect({
  name: 'vaccination-under-a-new-number',
  requirement: 'TIF-CS-11',
  story: 'Gives a vaccination another identifier at each attempt: nationally it is another dose.',
  replaces: immunizationOf,
  with: (work, patient, vaccination) => immunizationOf.proper(work, patient, { ...vaccination, reference: randomUUID() }),
})
