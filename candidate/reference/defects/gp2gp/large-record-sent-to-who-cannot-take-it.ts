import { takesLargeFiles } from '../../gp2gp/answer-request.ts'
import { defect } from '../defect.ts'

export const largeRecordSentToWhoCannotTakeIt = defect({
  name: 'large-record-sent-to-who-cannot-take-it',
  requirement: 'GP2GP07',
  story: 'Sends a large record without looking whether its files can follow: they never do.',
  replaces: takesLargeFiles,
  with: () => true,
})
