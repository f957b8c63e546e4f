import { newLineId } from '../../prescribing/build-order.ts'
import { defect } from '../defect.ts'

export const lineNumberedByPosition = defect({
  name: 'line-numbered-by-position',
  requirement: 'TIF-EPS-05',
  story:
    'Numbers the items of a prescription from one, in the shape of an identifier: the first items of two prescriptions cannot be told apart.',
  replaces: newLineId,
  with: ({ patientId }, position) => `00000000-0000-4000-8000-${String(Number(patientId) * 10 + position).padStart(12, '0')}`,
})
