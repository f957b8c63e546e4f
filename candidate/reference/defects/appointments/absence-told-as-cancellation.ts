import { statusShown } from '../../appointments/fhir-book.ts'
import { defect } from '../defect.ts'

export const absenceToldAsCancellation = defect({
  name: 'absence-told-as-cancellation',
  requirement: 'E00223',
  story: 'Shows patients who did not attend as cancelled on their list: the same column, the same word.',
  replaces: statusShown,
  with: (status) => (status === 'noshow' ? 'cancelled' : status),
})
