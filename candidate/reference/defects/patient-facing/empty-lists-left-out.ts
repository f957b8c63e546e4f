import { listIsTold } from '../../patient-facing/record/structured-record.ts'
import { defect } from '../defect.ts'

export const emptyListsLeftOut = defect({
  name: 'empty-lists-left-out',
  requirement: 'E00357',
  story: 'Leaves out what is empty. Nobody can tell whether there are no allergies, or none were sent.',
  replaces: listIsTold,
  with: (entries) => entries.length > 0,
})
