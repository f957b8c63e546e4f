import { addressOf } from '../../consultation-reports/send-report.ts'
import { defect } from '../defect.ts'

export const reportAddressedByHand = defect({
  name: 'report-addressed-by-hand',
  requirement: 'GPCM-SD-056',
  story: 'Has the mailbox of the neighbouring practice in a list of its own and sends there, wherever the patient is registered by now.',
  replaces: addressOf,
  with: () => 'A99902OT001',
})
