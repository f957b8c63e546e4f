import { takesLargeFiles } from '../../gp2gp/answer-request.ts'
import { defect } from '../defect.ts'

export const smallRecordRefusedLikeALargeOne = defect({
  name: 'small-record-refused-like-a-large-one',
  requirement: 'GP2GP07',
  story: 'Refuses whoever cannot take large records in, however small the record is.',
  replaces: takesLargeFiles,
  with: ({ part }) => part !== undefined,
})
