import { isPartOfHistory } from '../../appointments/lists.ts'
import { defect } from '../defect.ts'

export const cancelledIsGone = defect({
  name: 'cancelled-is-gone',
  requirement: 'E00224',
  story: 'Takes cancelled appointments off the patient’s list: nobody sees who cancels every week, or that the practice did.',
  replaces: isPartOfHistory,
  with: ({ status }) => status !== 'cancelled',
})
