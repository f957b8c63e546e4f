import { planTransfer } from '../../gp2gp/plan-transfer.ts'
import { defect } from '../defect.ts'

export const practiceMadeUpWhereThereIsNone = defect({
  name: 'practice-made-up-where-there-is-none',
  requirement: 'TIF-GP2GP-04',
  story: 'Has to have a practice to ask, and puts the code for “not known” where PDS names none: somebody gets a task that nobody can do.',
  replaces: planTransfer,
  with: (services, patient, facts) => planTransfer.proper(services, patient, { previousPractice: 'V81999', ...facts }),
})
