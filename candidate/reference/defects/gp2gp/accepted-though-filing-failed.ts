import { answerSender } from '../../gp2gp/answer-sender.ts'
import { defect } from '../defect.ts'

export const acceptedThoughFilingFailed = defect({
  name: 'accepted-though-filing-failed',
  requirement: 'TIF-GP2GP-03',
  story: 'Acknowledges a record positively as soon as it has come, whatever becomes of it here: the practice before thinks that it is in use.',
  replaces: answerSender,
  with: (services, spine, to, about, verdict) => answerSender.proper(services, spine, to, about, verdict.code === '11' || verdict.code === '29' ? { typeCode: 'AA' } : verdict),
})
