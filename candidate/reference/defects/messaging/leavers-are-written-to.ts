import { whyNotWrite } from '../../messaging/send-message.ts'
import { defect } from '../defect.ts'

export const leaversAreWrittenTo = defect({
  name: 'leavers-are-written-to',
  requirement: 'E00367',
  story: 'Writes to anybody whose record is here, whichever practice they are with now.',
  replaces: whyNotWrite,
  with: (patient, isRefused) => whyNotWrite.proper({ ...patient, status: 'active' }, isRefused),
})
