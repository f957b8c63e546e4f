import { isOnRecord } from '../../immunisations/read-vaccinations.ts'
import { defect } from '../defect.ts'

export const readAgainAndAgain = defect({
  name: 'read-again-and-again',
  requirement: 'TIF-IG-AUD-08',
  story: 'Adds what it reads to what is there, every time.',
  replaces: isOnRecord,
  with: () => false,
})
