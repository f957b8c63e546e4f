import { whatIsWrongWithFile } from '../../referrals/letter-files.ts'
import { defect } from '../defect.ts'

export const lettersUnchecked = defect({
  name: 'letters-unchecked',
  requirement: 'TIF-ERS-02',
  story: 'Sends every file to e-RS, and waits for what it says.',
  replaces: whatIsWrongWithFile,
  with: () => undefined,
})
