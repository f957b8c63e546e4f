import { fgmItems } from '../../extracts/fgm.ts'
import { defect } from '../defect.ts'

export const noteGoesWithFgm = defect({
  name: 'note-goes-with-fgm',
  requirement: 'E00136',
  story: 'Sends what the clinician wrote with a record of FGM: the data set has room for it.',
  replaces: fgmItems,
  with: (services, record) => ({ ...fgmItems.proper(services, record), Comment: record.note }),
})
