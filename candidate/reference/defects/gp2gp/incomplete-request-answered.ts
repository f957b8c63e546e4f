import { whyDecline } from '../../gp2gp/answer-request.ts'
import { defect } from '../defect.ts'

export const incompleteRequestAnswered = defect({
  name: 'incomplete-request-answered',
  requirement: 'GP2GP07',
  story: 'Answers a request that is not whole as well as it can: the record names no request, and nobody can match it.',
  replaces: whyDecline,
  with: (services, request) => whyDecline.proper(services, { requestId: '00000000-0000-0000-0000-000000000000', ...request }),
})
