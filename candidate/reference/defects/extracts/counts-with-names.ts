import { monthlyCounts } from '../../extracts/management-information.ts'
import { defect } from '../defect.ts'

export const countsWithNames = defect({
  name: 'counts-with-names',
  requirement: 'GP-MI.1-01',
  story: 'Sends with the counts what was counted.',
  replaces: monthlyCounts,
  with: (services, bounds) => ({ ...monthlyCounts.proper(services, bounds), Patients: services.database.all<{ nhs_number: string }>('SELECT DISTINCT patient.nhs_number FROM appointment JOIN patient ON patient.id = appointment.patient_id').map(({ nhs_number }) => nhs_number).join(' ') }),
})
