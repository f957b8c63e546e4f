import { removeNationally } from '../../adjustments/change-adjustments.ts'
import { endedFlag, updateFlag } from '../../national/reasonable-adjustments.ts'
import { defect } from '../defect.ts'

export const consentLeftBehind = defect({
  name: 'consent-left-behind',
  requirement: 'TIF-FLAG-01',
  story: 'Ends each adjustment by itself, and leaves the consent: everybody is still told that there is something.',
  replaces: removeNationally,
  with: async (work, { reason, comment }, copy) => {
    for (const flag of copy?.flags ?? []) await updateFlag(work, { id: flag.id, version: flag.version, body: endedFlag(flag, { reason, comment }) })
  },
})
