import { readAcknowledgement } from '../../gp2gp/receive-acknowledgement.ts'
import { defect } from '../defect.ts'

export const negativeAcknowledgementTakenForAPositiveOne = defect({
  name: 'negative-acknowledgement-taken-for-a-positive-one',
  requirement: 'TIF-GP2GP-06',
  story: 'Goes by whether an acknowledgement has come, and not by what it says.',
  replaces: readAcknowledgement,
  with: (payload) => {
    const read = readAcknowledgement.proper(payload)
    return read && { positive: true }
  },
})
