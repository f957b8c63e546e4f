import { readWritten } from '../../national/reasonable-adjustments.ts'
import { defect } from '../defect.ts'

export const failedChangeOfAdjustmentsToldAsMade = defect({
  name: 'failed-change-of-adjustments-told-as-made',
  requirement: 'TIF-CS-11',
  story: 'Shows a change as made although the service has failed.',
  replaces: readWritten,
  with: (answer) => {
    if (answer.status < 500) return readWritten.proper(answer)
    return { ...answer, status: 200, body: { resourceType: 'Flag', id: 'unconfirmed', meta: { versionId: '1' }, status: 'active' } }
  },
})
