import { mayBook } from '../../patient-facing/appointments/book.ts'
import { defect } from '../defect.ts'

export const anyTimeByItsId = defect({
  name: 'any-time-by-its-id',
  requirement: 'TIF-GPC-13',
  story: 'Shows patients what is meant for them, and books whatever id an app sends.',
  replaces: mayBook,
  with: () => true,
})
