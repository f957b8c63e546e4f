import { isOwnLetter } from '../../patient-facing/record/routes.ts'
import { defect } from '../defect.ts'

export const lettersOpenToAllPatients = defect({
  name: 'letters-open-to-all-patients',
  requirement: 'TIF-IG-SHARE-01',
  story: 'Lists a patient’s own letters, and opens whichever id an app sends.',
  replaces: isOwnLetter,
  with: () => true,
})
