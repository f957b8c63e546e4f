import { isADose } from '../../prescribing/controlled-drugs.ts'
import { defect } from '../defect.ts'

export const asDirectedWillDo = defect({
  name: 'as-directed-will-do',
  requirement: 'TIF-CD-01',
  story: 'Takes any text for a dose.',
  replaces: isADose,
  with: (text) => text.trim() !== '',
})
