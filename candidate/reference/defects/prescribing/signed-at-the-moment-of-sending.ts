import { signedWhen } from '../../prescribing/signature.ts'
import { defect } from '../defect.ts'

export const signedAtTheMomentOfSending = defect({
  name: 'signed-at-the-moment-of-sending',
  requirement: 'EPSP05',
  story: 'Writes its own time into the signature, instead of the one for which EPS prepared it. It is a second later.',
  replaces: signedWhen,
  with: (preparedFor) => new Date(Date.parse(preparedFor) + 1000).toISOString().replace(/\.\d+Z$/, '+00:00'),
})
