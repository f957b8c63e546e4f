import { appointmentId } from '../../patient-facing/appointments/stu3.ts'
import { defect } from '../defect.ts'

export const idForAppsLeadsNowhere = defect({
  name: 'id-for-apps-leads-nowhere',
  requirement: 'E00306',
  story: 'Gives apps an id of another kind, and looks appointments up by its own: what an app has booked it can never open again.',
  replaces: appointmentId,
  with: ({ id }) => `online-${id}`,
})
