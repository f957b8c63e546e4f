import { keyForSigning } from '../../prescribing/signing-keys.ts'
import { defect } from '../defect.ts'

export const oneKeyForThePractice = defect({
  name: 'one-key-for-the-practice',
  requirement: 'EPSP05',
  story: 'Signs for everybody with the key that is configured first: the signature proves that the practice signed, and not who.',
  replaces: keyForSigning,
  with: (_work, keys) => keys.values().next().value,
})
