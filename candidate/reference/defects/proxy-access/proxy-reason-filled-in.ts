import { wordsFor } from '../../proxy-access/change-proxies.ts'
import { defect } from '../defect.ts'

export const proxyReasonFilledIn = defect({
  name: 'proxy-reason-filled-in',
  requirement: 'E00206',
  story: 'Writes the same reason whatever the user says, or does not say.',
  replaces: wordsFor,
  with: () => 'Decided by the practice',
})
