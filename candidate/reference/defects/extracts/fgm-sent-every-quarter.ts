import { isSubmitted } from '../../extracts/fgm.ts'
import { defect } from '../defect.ts'

export const fgmSentEveryQuarter = defect({
  name: 'fgm-sent-every-quarter',
  requirement: 'E00136',
  story: 'Sends all records of FGM with every submission.',
  replaces: isSubmitted,
  with: ({ objects }) => !objects,
})
