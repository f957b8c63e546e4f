import { readAcknowledgement } from '../../gp2gp/receive-acknowledgement.ts'
import { defect } from '../defect.ts'

export const refusalWithoutItsReason = defect({
  name: 'refusal-without-its-reason',
  requirement: 'TIF-GP2GP-03',
  story: 'Tells that a record does not come and not why: whoever has to see to it does not know what to do.',
  replaces: readAcknowledgement,
  with: (payload) => {
    const read = readAcknowledgement.proper(payload)
    return read && { positive: read.positive, ...(read.code !== undefined && { code: '30' }) }
  },
})
