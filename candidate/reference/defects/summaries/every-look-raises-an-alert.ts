import { alertsFor } from '../../summaries/privacy-alert.ts'
import { defect } from '../defect.ts'

export const everyLookRaisesAnAlert = defect({
  name: 'every-look-raises-an-alert',
  requirement: 'TIF-SCR-01',
  story: 'Alerts the Privacy Officer at every look, to be on the safe side. Nobody reads two hundred a day.',
  replaces: alertsFor,
  with: (patient, ground) => alertsFor.proper(patient, ground === 'permission' ? 'emergency' : ground),
})
