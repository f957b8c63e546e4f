import { isSigner } from '../../prescribing/send-prescription.ts'
import { defect } from '../defect.ts'

export const anybodySendsIt = defect({
  name: 'anybody-sends-it',
  requirement: 'TIF-EPS-10',
  story: 'Lets any prescriber send what a colleague signed, in their own session.',
  replaces: isSigner,
  with: () => true,
})
