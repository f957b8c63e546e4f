import { isSubmitted } from '../../extracts/fgm.ts'
import { defect } from '../defect.ts'

export const fgmOfThoseWhoObject = defect({
  name: 'fgm-of-those-who-object',
  requirement: 'E00136',
  story: 'Sends every record of FGM, since it is a duty, also of women who object.',
  replaces: isSubmitted,
  with: (record, recordedAt, bounds) => isSubmitted.proper({ ...record, objects: false }, recordedAt, bounds),
})
