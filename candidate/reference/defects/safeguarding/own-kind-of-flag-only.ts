import { FGM } from '../../national/patient-flags.ts'
import { kindsToRead } from '../../safeguarding/show-flags.ts'
import { defect } from '../defect.ts'

export const ownKindOfFlagOnly = defect({
  name: 'own-kind-of-flag-only',
  requirement: 'E00255',
  story: 'Asks for the flag that it writes itself, and not for what local authorities tell.',
  replaces: kindsToRead,
  with: () => [FGM],
})
