import { isAcknowledged } from '../../prescribing/warnings.ts'
import { defect } from '../defect.ts'

export const oneReasonForAllWarnings = defect({
  name: 'one-reason-for-all-warnings',
  requirement: 'E00100',
  story: 'Takes the answer to one warning for an answer to all of them.',
  replaces: isAcknowledged,
  with: (_warning, acknowledgements, userId) => acknowledgements.some(({ by }) => by.id === userId),
})
