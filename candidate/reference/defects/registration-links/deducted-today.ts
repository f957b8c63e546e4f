import { endRegistration } from '../../registration-links/take-transaction.ts'
import { defect } from '../defect.ts'

export const deductedToday = defect({
  name: 'deducted-today',
  requirement: 'NH03',
  story: 'Ends the registration on the day on which the message is read, not on the day that the authority gives.',
  replaces: endRegistration,
  with: (services, patient, { date: _date, ...incoming }) => endRegistration.proper(services, patient, incoming),
})
