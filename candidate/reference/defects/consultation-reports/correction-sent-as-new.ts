import { reportMessage } from '../../consultation-reports/report-message.ts'
import { defect } from '../defect.ts'

export const correctionSentAsNew = defect({
  name: 'correction-sent-as-new',
  requirement: 'GPCSD02',
  story: 'Sends a corrected report beside the first, so that the other practice has two and does not know which holds.',
  replaces: reportMessage,
  with: ({ replaces: _replaces, ...content }) => reportMessage.proper(content),
})
