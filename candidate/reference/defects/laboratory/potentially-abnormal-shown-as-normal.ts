import { flagOf } from '../../laboratory/read-report.ts'
import { defect } from '../defect.ts'

export const potentiallyAbnormalShownAsNormal = defect({
  name: 'potentially-abnormal-shown-as-normal',
  requirement: 'TIF-DDP-06',
  story: 'Knows high and low. What the laboratory calls potentially abnormal, or out of range, looks normal.',
  replaces: flagOf,
  with: (result) => {
    const flag = flagOf.proper(result)
    return flag === 'HI' || flag === 'LO' ? flag : undefined
  },
})
