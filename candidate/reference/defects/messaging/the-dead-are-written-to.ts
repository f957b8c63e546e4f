import { whyNotWrite } from '../../messaging/send-message.ts'
import { defect } from '../defect.ts'

export const theDeadAreWrittenTo = defect({
  name: 'the-dead-are-written-to',
  requirement: 'E00367',
  story: 'Asks only whether the patient is on the list, which they are until somebody takes them off it. The family reads the reminder.',
  replaces: whyNotWrite,
  with: (patient, isRefused) => {
    const { deceasedDateTime: _died, ...national } = patient.national
    return whyNotWrite.proper({ ...patient, national }, isRefused)
  },
})
