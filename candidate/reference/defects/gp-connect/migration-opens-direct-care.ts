import { reasonFits } from '../../gp-connect/token.ts'
import { defect } from '../defect.ts'

export const migrationOpensDirectCare = defect({
  name: 'migration-opens-direct-care',
  requirement: 'TIF-IG-AUD-12',
  story: 'Knows both reasons, and not which goes with which call.',
  replaces: reasonFits,
  with: (reason) => reason === 'directcare' || reason === 'migration',
})
