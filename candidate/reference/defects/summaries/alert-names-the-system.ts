import { alertEvent } from '../../summaries/privacy-alert.ts'
import { defect } from '../defect.ts'

export const alertNamesTheSystem = defect({
  name: 'alert-names-the-system',
  requirement: 'TIF-SCR-01',
  story: 'Gives the system as the user in an alert: the Privacy Officer cannot tell whom to ask.',
  replaces: alertEvent,
  with: (work, ...rest) => JSON.parse(JSON.stringify(alertEvent.proper(work, ...rest)).replaceAll(work.session.user.id, 'GPSYSTEM')),
})
