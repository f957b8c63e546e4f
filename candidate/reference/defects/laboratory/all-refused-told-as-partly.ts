import { fateOf } from '../../laboratory/nhsack.ts'
import { defect } from '../defect.ts'

export const allRefusedToldAsPartly = defect({
  name: 'all-refused-told-as-partly',
  requirement: 'DDP04',
  story: 'Knows taken and not all taken: where nothing was taken the laboratory is told that some was.',
  replaces: fateOf,
  with: (interchange, messages) => {
    const fate = fateOf.proper(interchange, messages)
    return fate === 'IRA' ? 'IAP' : fate
  },
})
