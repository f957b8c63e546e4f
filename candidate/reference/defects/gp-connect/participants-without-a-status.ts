import { allSayTheyCome } from '../../gp-connect/appointment-sent.ts'
import { defect } from '../defect.ts'

export const participantsWithoutAStatus = defect({
  name: 'participants-without-a-status',
  requirement: 'TIF-GPC-14',
  story: 'Takes it that whoever is named takes part.',
  replaces: allSayTheyCome,
  with: () => true,
})
