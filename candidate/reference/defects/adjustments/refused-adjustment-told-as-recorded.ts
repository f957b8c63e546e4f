import { settle } from '../../national/reasonable-adjustments.ts'
import { defect } from '../defect.ts'

export const refusedAdjustmentToldAsRecorded = defect({
  name: 'refused-adjustment-told-as-recorded',
  requirement: 'TIF-FLAG-01',
  story: 'Takes the end of the waiting for success: what the service has given up is told as recorded.',
  replaces: settle,
  with: async (work, answer) => {
    const settled = await settle.proper(work, answer)
    if (answer.status !== 202 || settled.status < 400) return settled
    return { ...settled, status: 200, body: { resourceType: 'Flag', id: 'pending', meta: { versionId: '1' }, status: 'active' } }
  },
})
