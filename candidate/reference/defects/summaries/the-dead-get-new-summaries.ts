import { whyWithheld } from '../../summaries/bring-up-to-date.ts'
import { defect } from '../defect.ts'

export const theDeadGetNewSummaries = defect({
  name: 'the-dead-get-new-summaries',
  requirement: 'TIF-SCR-03',
  story: 'Asks whether the patient is on the list, which they are until somebody takes them off it.',
  replaces: whyWithheld,
  with: (patient, preference) => {
    const { deceasedDateTime: _died, ...national } = patient.national
    return whyWithheld.proper({ ...patient, national }, preference)
  },
})
