import { whyDecline } from '../../gp2gp/answer-request.ts'
import { defect } from '../defect.ts'

export const recordSentWhenNobodyCanSay = defect({
  name: 'record-sent-when-nobody-can-say',
  requirement: 'GP2GP07',
  story: 'Sends the record where PDS does not answer, since somebody must be waiting for it.',
  replaces: whyDecline,
  with: async (services, request) => {
    const code = await whyDecline.proper(services, request)
    return code === '20' ? undefined : code
  },
})
