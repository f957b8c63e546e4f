import { cancelled } from '../../patient-facing/appointments/cancel.ts'
import { defect } from '../defect.ts'

export const cancelledWithoutTheReason = defect({
  name: 'cancelled-without-the-reason',
  requirement: 'TIF-GPC-17',
  story: 'Asks the patient for a reason, and keeps that the patient has cancelled.',
  replaces: cancelled,
  with: (work, appointment, request) => cancelled.proper(work, appointment, { ...request, reason: 'Cancelled by patient' }),
})
