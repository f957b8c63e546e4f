import { reasonFits } from '../../gp-connect/token.ts'
import { defect } from '../defect.ts'

export const directCareOpensMigration = defect({
  name: 'direct-care-opens-migration',
  requirement: 'TIF-IG-AUD-12',
  story: 'Lets whoever treats a patient fetch the whole record as though it moved.',
  replaces: reasonFits,
  with: (reason, interaction) => reason === 'directcare' || reasonFits.proper(reason, interaction),
})
