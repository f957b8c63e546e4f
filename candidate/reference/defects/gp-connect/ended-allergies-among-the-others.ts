import { stillHolds } from '../../gp-connect/record-areas.ts'
import { defect } from '../defect.ts'

export const endedAllergiesAmongTheOthers = defect({
  name: 'ended-allergies-among-the-others',
  requirement: 'TIF-GPC-19',
  story: 'Lists all allergies together, ended or not, under those that have ended.',
  replaces: stillHolds,
  with: () => false,
})
