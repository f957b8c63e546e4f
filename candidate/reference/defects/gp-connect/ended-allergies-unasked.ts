import { saysWhetherEnded } from '../../gp-connect/record-request.ts'
import { defect } from '../defect.ts'

export const endedAllergiesUnasked = defect({
  name: 'ended-allergies-unasked',
  requirement: 'TIF-GPC-19',
  story: 'Takes a request that says nothing of ended allergies for one that does not want them.',
  replaces: saysWhetherEnded,
  with: () => true,
})
