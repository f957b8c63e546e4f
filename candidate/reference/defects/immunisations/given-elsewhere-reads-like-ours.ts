import { readEvent } from '../../immunisations/read-vaccinations.ts'
import { defect } from '../defect.ts'

export const givenElsewhereReadsLikeOurs = defect({
  name: 'given-elsewhere-reads-like-ours',
  requirement: 'TIF-IG-AUD-08',
  story: 'Files what it reads under the practice, as if it had been given here.',
  replaces: readEvent,
  with: (event) => {
    const told = readEvent.proper(event)
    return told && { ...told, organisation: 'A99901' }
  },
})
