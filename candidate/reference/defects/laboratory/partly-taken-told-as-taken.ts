import { fateOf } from '../../laboratory/nhsack.ts'
import { defect } from '../defect.ts'

export const partlyTakenToldAsTaken = defect({
  name: 'partly-taken-told-as-taken',
  requirement: 'DDP04',
  story: 'Tells the laboratory that an interchange was taken where some of it was.',
  replaces: fateOf,
  with: (interchange, messages) => {
    const fate = fateOf.proper(interchange, messages)
    return fate === 'IAP' ? 'IAF' : fate
  },
})
