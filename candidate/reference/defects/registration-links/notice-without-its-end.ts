import { putFlag } from '../../registration-links/take-transaction.ts'
import { defect } from '../defect.ts'

export const noticeWithoutItsEnd = defect({
  name: 'notice-without-its-end',
  requirement: 'NH03',
  story: 'Shows that the authority believes a patient to be gone, and not until when they may answer.',
  replaces: putFlag,
  with: (services, patient, incoming) => putFlag.proper(services, patient, { ...incoming, date: services.clock.today() }),
})
