import { letterFor } from '../../referrals/letters.ts'
import { defect } from '../defect.ts'

export const homemadeLetterForThePatient = defect({
  name: 'homemade-letter-for-the-patient',
  requirement: 'ERS01',
  story: 'Prints a letter of its own for the patient, which has no password because only e-RS’s letter has it.',
  replaces: letterFor,
  with: async (_work, ubrn) => Uint8Array.from(Buffer.from(`%PDF-1.4\nYour booking reference is ${ubrn}.\n%%EOF\n`)),
})
