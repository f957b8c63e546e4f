import { stageOf } from '../../proxy-access/age.ts'
import { defect } from '../defect.ts'

export const noParentsFromEleven = defect({
  name: 'no-parents-from-eleven',
  requirement: 'E00206',
  story: 'Ends parental access at eleven without exception: nobody can act for a young person who cannot decide.',
  replaces: stageOf,
  with: (birthDate, today) => (stageOf.proper(birthDate, today) === 'child' ? 'child' : 'adult'),
})
