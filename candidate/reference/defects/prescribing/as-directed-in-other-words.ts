import { isADose } from '../../prescribing/controlled-drugs.ts'
import { defect } from '../defect.ts'

export const asDirectedInOtherWords = defect({
  name: 'as-directed-in-other-words',
  requirement: 'TIF-CD-01',
  story: 'Refuses the dose "as directed", and takes it with a word before it.',
  replaces: isADose,
  with: (text) => text.trim().toLowerCase() !== 'as directed',
})
