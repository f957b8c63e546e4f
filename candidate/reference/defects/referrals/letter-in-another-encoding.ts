import { contentToSend } from '../../referrals/letters.ts'
import { defect } from '../defect.ts'

export const letterInAnotherEncoding = defect({
  name: 'letter-in-another-encoding',
  requirement: 'TIF-ERS-02',
  story: 'Takes every letter for text in the encoding of an older system, so that units and accents are spoilt.',
  replaces: contentToSend,
  with: (content) => Uint8Array.from(Buffer.from(Buffer.from(content).toString('latin1'), 'utf8')),
})
