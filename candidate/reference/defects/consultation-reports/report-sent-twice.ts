import { wasSentBefore } from '../../consultation-reports/send-report.ts'
import { defect } from '../defect.ts'

export const reportSentTwice = defect({
  name: 'report-sent-twice',
  requirement: 'GPCSD02',
  story: 'Sends the same report as often as somebody presses the button.',
  replaces: wasSentBefore,
  with: () => false,
})
