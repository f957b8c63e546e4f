import { contradicts } from '../../gp-connect/record-request.ts'
import { defect } from '../defect.ts'

export const numberGoesBeforePeriod = defect({
  name: 'number-goes-before-period',
  requirement: 'TIF-GPC-11',
  story: 'Takes the number of consultations where a period is asked for, too.',
  replaces: contradicts,
  with: () => false,
})
