import { replacementOf } from '../../summaries/hl7/summary-message.ts'
import { defect } from '../defect.ts'

export const messageNamesNoPredecessor = defect({
  name: 'message-names-no-predecessor',
  requirement: 'TIF-SCR-03',
  story: 'Leaves the summary that is replaced out of the message, for it is known who the patient is.',
  replaces: replacementOf,
  with: () => undefined,
})
