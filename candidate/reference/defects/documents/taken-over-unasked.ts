import { initialState } from '../../documents/parts.ts'
import { defect } from '../defect.ts'

export const takenOverUnasked = defect({
  name: 'taken-over-unasked',
  requirement: 'GPCUR01',
  story: 'Writes into the record whatever a pharmacy says in codes, before a clinician has seen it.',
  replaces: initialState,
  with: () => 'filed' as const,
})
