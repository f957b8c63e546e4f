import { sendAlert } from '../../national/scr.ts'
import { NationalRefusal } from '../../national/answer.ts'
import { raiseAlerts } from '../../summaries/privacy-alert.ts'
import { defect } from '../defect.ts'

export const alertLostWithTheConnection = defect({
  name: 'alert-lost-with-the-connection',
  requirement: 'TIF-SCR-01',
  story: 'Sends an alert in passing. If it does not arrive, nobody knows.',
  replaces: raiseAlerts,
  with: async (work, _patient, alerts) => {
    for (const alert of alerts) {
      await sendAlert(work, alert).catch((failure: unknown) => {
        if (!(failure instanceof NationalRefusal)) throw failure
      })
    }
  },
})
