import { decline } from '../../gp2gp/answer-request.ts'
import { defect } from '../defect.ts'

export const refusedWithTheWrongCode = defect({
  name: 'refused-with-the-wrong-code',
  requirement: 'GP2GP07',
  story: 'Refuses whatever it refuses as an unexpected condition: the other practice does not know what to do.',
  replaces: decline,
  with: (services, spine, message, request, ways) => decline.proper(services, spine, message, request, ways, '99'),
})
