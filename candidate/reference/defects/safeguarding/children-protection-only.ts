import { CP_IS } from '../../national/patient-flags.ts'
import { kindsToRead } from '../../safeguarding/show-flags.ts'
import { defect } from '../defect.ts'

export const childrenProtectionOnly = defect({
  name: 'children-protection-only',
  requirement: 'E00255',
  story: 'Asks for child protection plans only, and sees no other flag.',
  replaces: kindsToRead,
  with: () => [CP_IS],
})
