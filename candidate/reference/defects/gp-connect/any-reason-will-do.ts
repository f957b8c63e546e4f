import { reasonFits } from '../../gp-connect/token.ts'
import { defect } from '../defect.ts'

export const anyReasonWillDo = defect({
  name: 'any-reason-will-do',
  requirement: 'TIF-IG-AUD-12',
  story: 'Writes down the reason of a request without looking at it.',
  replaces: reasonFits,
  with: (reason) => typeof reason === 'string',
})
