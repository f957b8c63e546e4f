import { missingFrom } from '../../registration-links/send-transaction.ts'
import { defect } from '../defect.ts'

export const transferFromNowhere = defect({
  name: 'transfer-from-nowhere',
  requirement: 'NH04',
  story: 'Sends a transfer without the GP before; the authority cannot tell which record it is.',
  replaces: missingFrom,
  with: (request) => missingFrom.proper(request).filter(([field]) => field !== 'previousGp'),
})
