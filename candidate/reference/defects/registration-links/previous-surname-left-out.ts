import { previousName } from '../../registration-links/write-transaction.ts'
import { defect } from '../defect.ts'

export const previousSurnameLeftOut = defect({
  name: 'previous-surname-left-out',
  requirement: 'NH04',
  story: 'Tells a new surname and not the one before, by which the authority knows the patient.',
  replaces: previousName,
  with: () => [],
})
