import { isAcknowledged } from '../../prescribing/warnings.ts'
import { defect } from '../defect.ts'

export const aNurseAnswersForTheDoctor = defect({
  name: 'a-nurse-answers-for-the-doctor',
  requirement: 'E00100',
  story: 'Shows a warning to whoever drafts the item. Whoever signs it sees none.',
  replaces: isAcknowledged,
  with: (warning, acknowledgements) => acknowledgements.some(({ warning: code, text }) => code === warning.code && text === warning.text),
})
