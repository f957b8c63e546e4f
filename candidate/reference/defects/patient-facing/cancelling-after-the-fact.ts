import { whyNotCancel } from '../../patient-facing/appointments/cancel.ts'
import { defect } from '../defect.ts'

export const cancellingAfterTheFact = defect({
  name: 'cancelling-after-the-fact',
  requirement: 'TIF-GPC-17',
  story: 'Lets patients cancel what they did not attend.',
  replaces: whyNotCancel,
  with: (services, appointment) => whyNotCancel.proper(services, { ...appointment, startsAt: Number.MAX_SAFE_INTEGER }),
})
