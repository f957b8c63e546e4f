import { sessionsStore } from '../../appointments/sessions-store.ts'
import { cancelled } from '../../patient-facing/appointments/cancel.ts'
import { defect } from '../defect.ts'

export const cancelledOnlineStaysTaken = defect({
  name: 'cancelled-online-stays-taken',
  requirement: 'TIF-GPC-17',
  story: 'Cancels a patient’s appointment and keeps its time from everybody else.',
  replaces: cancelled,
  with: (work, appointment, request) => {
    const changed = cancelled.proper(work, appointment, request)
    sessionsStore(work.services).setStatus(appointment.slotId, 'blocked', 'Cancelled online')
    return changed
  },
})
