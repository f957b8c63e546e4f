import { recordFor } from '../../gp-connect/record.ts'
import { defect } from '../defect.ts'

export const recordOfTheConsumerBefore = defect({
  name: 'record-of-the-consumer-before',
  requirement: 'TIF-IG-AUD-09',
  story: 'Keeps the record that was put together last, to answer the next call more quickly.',
  replaces: recordFor,
  with: (() => {
    let kept: Record<string, unknown> | undefined
    return (_patient: unknown, make: () => Record<string, unknown>) => (kept ??= make())
  })(),
})
