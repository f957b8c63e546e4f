import { audited } from '../../audit/audited.ts'
import type { Appointment } from '../../appointments/appointment.ts'
import { appointmentsStore } from '../../appointments/appointments-store.ts'
import { freeSlot } from '../../appointments/change-appointment.ts'
import { timed } from '../../appointments/set-status.ts'
import { behaviour } from '../../behaviour.ts'
import type { Services } from '../../services.ts'
import type { Work } from '../../work.ts'
import { isOffered } from '../online-access.ts'
import { PublishedError } from '../published-error.ts'

/** What a patient sends to cancel: nothing may differ but status and reason. */
export interface CancellationRequest {
  status: string
  reason: string
  start: string
  end: string
  slots: readonly string[]
}

/** Unusual, but published: too late to cancel. */
const TOO_LATE = 461

/** Up to how long before it begins a patient may cancel an appointment. */
export const cancelUntilMs = behaviour('patient-facing.cancelUntilMs', ({ config }: Services): number => {
  const { cancelUntilMinutes = 0 } = (config.areas['patientFacing'] ?? {}) as { cancelUntilMinutes?: number }
  return cancelUntilMinutes * 60_000
})

/** Why a patient cannot cancel an appointment, as published; undefined if they can. */
export const whyNotCancel = behaviour(
  'patient-facing.whyNotCancel',
  (services: Services, { status, startsAt }: Appointment): PublishedError | undefined => {
    if (!isOffered(services, 'cancelling'))
      return new PublishedError('ACCESS_DENIED', { diagnostics: 'Practice has disabled cancellation.' })
    if (status !== 'booked') return new PublishedError('ACCESS_DENIED', { status: 409, diagnostics: 'Cannot cancel appointment.' })
    if (startsAt - cancelUntilMs(services) <= services.clock.now())
      return new PublishedError('ACCESS_DENIED', { status: TOO_LATE, diagnostics: 'Too late to cancel appointment.' })
    return undefined
  },
)

/** Whether a request changes more than it may: anything but status and reason. */
export const changesMore = behaviour(
  'patient-facing.changesMore',
  ({ startsAt, endsAt, slotId }: Appointment, { start, end, slots }: CancellationRequest): boolean =>
    Date.parse(start) !== startsAt || Date.parse(end) !== endsAt || slots.length !== 1 || slots[0] !== `Slot/${slotId}`,
)

/** What becomes of an appointment that a patient cancels: it stays on record with the reason, and its slot is free again. */
export const cancelled = behaviour(
  'patient-facing.cancelled',
  (work: Work, appointment: Appointment, { reason }: CancellationRequest): Appointment => {
    const { services } = work
    const details = timed({ ...appointment.details, cancellation: { code: 'pat', text: reason } }, 'cancelled', services.clock.timestamp())
    freeSlot(work, appointment.slotId, 'cancelled')
    return appointmentsStore(services).change(work, { ...appointment, status: 'cancelled', details }, 'cancelled')
  },
)

/** Cancels a patient's own appointment, at their request. */
export function cancelForPatient(work: Work, appointment: Appointment, request: CancellationRequest): Appointment {
  const { services } = work
  if (request.status !== 'cancelled') throw new PublishedError('UNSUPPORTED_VALUE', { diagnostics: 'Only cancelling is offered.' })
  if (request.reason === '') throw new PublishedError('BAD_REQUEST', { diagnostics: 'Say why the appointment is cancelled.' })
  const refusal = whyNotCancel(services, appointment)
  if (refusal) throw refusal
  if (changesMore(appointment, request))
    throw new PublishedError('BAD_REQUEST', { diagnostics: 'Nothing but status and reason may change.' })
  return services.database.transaction(() => {
    const changed = cancelled(work, appointment, request)
    audited(work, {
      event: 'appointment-cancelled',
      action: 'U',
      patientId: changed.patientId,
      subject: `Appointment/${changed.id}`,
      detail: { through: 'online' },
    })
    return changed
  })
}
