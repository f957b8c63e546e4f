import { stateAfter } from '../../gp2gp/receive-acknowledgement.ts'
import { defect } from '../defect.ts'

export const acknowledgementOfTheRecordNotRead = defect({
  name: 'acknowledgement-of-the-record-not-read',
  requirement: 'TIF-GP2GP-06',
  story: 'Sends the record and never looks what became of it.',
  replaces: stateAfter,
  with: (transfer, acknowledged) => (transfer.direction === 'out' ? undefined : stateAfter.proper(transfer, acknowledged)),
})
