import { alertsFor } from '../../summaries/privacy-alert.ts'
import { defect } from '../defect.ts'

export const everyOverrideIsAnEmergency = defect({
  name: 'every-override-is-an-emergency',
  requirement: 'TIF-SCR-01',
  story: 'Has one button for looking without permission, and one reason for the Privacy Officer.',
  replaces: alertsFor,
  with: (patient, ground) => alertsFor.proper(patient, ground === 'permission' ? ground : 'emergency'),
})
