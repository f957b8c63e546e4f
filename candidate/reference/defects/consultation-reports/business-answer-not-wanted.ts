import { reportHandling } from '../../consultation-reports/report-message.ts'
import { defect } from '../defect.ts'

export const businessAnswerNotWanted = defect({
  name: 'business-answer-not-wanted',
  requirement: 'GPCM-C-2',
  story: 'Asks only whether the message came through, and never whether the patient is known there.',
  replaces: reportHandling,
  with: (senderReference) => reportHandling.proper(senderReference).map((part) => (part['url'] === 'BusAckRequested' ? { ...part, valueBoolean: false } : part)),
})
