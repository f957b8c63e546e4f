import { cancelled, changesMore } from '../../patient-facing/appointments/cancel.ts'
import { defect, swap } from '../defect.ts'

export const cancellingStoresWhatComes = defect({
  name: 'cancelling-stores-what-comes',
  requirement: 'TIF-GPC-17',
  story: 'Stores the appointment as the app sends it, with its new status and whatever else is new.',
  replaces: changesMore,
  with: () => false,
  also: [
    swap(cancelled, (work, appointment, request) => {
      const slotId = request.slots[0]?.replace('Slot/', '') ?? appointment.slotId
      return cancelled.proper(
        work,
        { ...appointment, slotId, startsAt: Date.parse(request.start), endsAt: Date.parse(request.end) },
        request,
      )
    }),
  ],
})
