import { isOffered } from '../../patient-facing/online-access.ts'
import { defect } from '../defect.ts'

export const switchesDoNothing = defect({
  name: 'switches-do-nothing',
  requirement: 'TIF-GPC-09',
  story: 'Shows switches for each service, keeps where they stand, and serves apps whatever they say.',
  replaces: isOffered,
  with: () => true,
})
