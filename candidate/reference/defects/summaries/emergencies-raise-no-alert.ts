import { alertsFor } from '../../summaries/privacy-alert.ts'
import { defect } from '../defect.ts'

export const emergenciesRaiseNoAlert = defect({
  name: 'emergencies-raise-no-alert',
  requirement: 'TIF-SCR-01',
  story: 'Keeps in its own audit trail why somebody looked, and tells no Privacy Officer.',
  replaces: alertsFor,
  with: (patient, ground) => alertsFor.proper(patient, ground === 'emergency' ? 'permission' : ground),
})
