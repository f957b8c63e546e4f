import { isWhatWasSeen } from '../../prescribing/signed-content.ts'
import { defect } from '../defect.ts'

export const looksAtTheAlgorithmOnly = defect({
  name: 'looks-at-the-algorithm-only',
  requirement: 'EPSP01',
  story: 'Makes sure that EPS asks for SHA-256, and takes the rest on trust.',
  replaces: isWhatWasSeen,
  with: ({ signedInfo }) => signedInfo.includes('xmldsig-more#rsa-sha256'),
})
