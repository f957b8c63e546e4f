import { mayLeave } from '../../extracts/coded-entries.ts'
import { defect } from '../defect.ts'

export const confidentialCollected = defect({
  name: 'confidential-collected',
  requirement: 'TIF-IG-PRIV-01',
  story: 'Takes along in an extract what the patient wants kept from other organisations: it is only a code.',
  replaces: mayLeave,
  with: () => true,
})
