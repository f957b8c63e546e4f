import { changesToSend } from '../../demographics/change-patient.ts'
import { DETAIL_LABELS, DETAIL_NAMES } from '../../demographics/details.ts'
import { defect } from '../defect.ts'

export const wholeFormSent = defect({
  name: 'whole-form-sent',
  requirement: 'PDS02',
  story: 'Sends the whole form whenever it is saved, changed or not: every save makes the address a new one from today.',
  replaces: changesToSend,
  with: (seen, wanted) =>
    DETAIL_NAMES.filter((name) => wanted[name] !== '' || seen[name] !== '').map((name) => ({
      name,
      label: DETAIL_LABELS[name],
      before: seen[name],
      after: wanted[name],
    })),
})
