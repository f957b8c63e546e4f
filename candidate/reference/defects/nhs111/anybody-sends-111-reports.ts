import { isKnownCaller } from '../../nhs111/area.ts'
import { defect } from '../defect.ts'

export const anybodySends111Reports = defect({
  name: 'anybody-sends-111-reports',
  requirement: '111-02',
  story: 'Takes reports from whoever reaches the address.',
  replaces: isKnownCaller,
  with: () => true,
})
