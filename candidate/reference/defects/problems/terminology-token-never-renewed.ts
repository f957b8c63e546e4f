import { asksAgain } from '../../national/terminology.ts'
import { defect } from '../defect.ts'

export const terminologyTokenNeverRenewed = defect({
  name: 'terminology-token-never-renewed',
  requirement: 'TIF-DS-02',
  story: 'Gets one token when it starts, and never another.',
  replaces: asksAgain,
  with: () => false,
})
