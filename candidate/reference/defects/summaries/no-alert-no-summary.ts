import { sendAlert } from '../../national/scr.ts'
import { raiseAlerts } from '../../summaries/privacy-alert.ts'
import { defect } from '../defect.ts'

export const noAlertNoSummary = defect({
  name: 'no-alert-no-summary',
  requirement: 'TIF-SCR-01',
  story: 'Shows nothing in an emergency until the Privacy Officer has been told.',
  replaces: raiseAlerts,
  with: async (work, _patient, alerts) => {
    for (const alert of alerts) await sendAlert(work, alert)
  },
})
