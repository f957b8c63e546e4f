import { listIsTold } from '../../gp-connect/record-areas.ts'
import { defect } from '../defect.ts'

export const emptyListsNotToldOutside = defect({
  name: 'empty-lists-not-told-outside',
  requirement: 'GPCARS01',
  story: 'Leaves out lists that have no entries.',
  replaces: listIsTold,
  with: (entries) => entries.length > 0,
})
