import { isTheirs } from '../../bars/receive.ts'
import { defect } from '../defect.ts'

export const anybodyWithdraws = defect({
  name: 'anybody-withdraws',
  requirement: 'TIF-IG-SUPP-01',
  story: 'Lets every service withdraw what any has sent.',
  replaces: isTheirs,
  with: () => true,
})
