import type { Appointment } from '../appointments/appointment.ts'
import type { Resource } from '../fhir/resource.ts'
import { stu3Appointment, stu3Organization } from '../patient-facing/appointments/stu3.ts'
import { behaviour } from '../behaviour.ts'
import type { Services } from '../services.ts'

/** An appointment as other organisations see it: with the organisation that booked it, and what that said. */
export const gpcAppointment = behaviour('gp-connect.gpcAppointment', (appointment: Appointment, { config }: Pick<Services, 'config'>): Resource => {
  const { practice } = config
  const { elsewhere, reason, bookedAt } = appointment.details
  const organisation = elsewhere ? { ...elsewhere.organisation } : stu3Organization(practice, '1')
  const reference = `#${String(organisation['id'])}`
  const shown = stu3Appointment(appointment, { nhsNumber: appointment.patientId, practice })
  const extensions = (shown['extension'] as { url: string }[]).map((each) =>
    each.url.endsWith('BookingOrganisation-1') ? { url: each.url, valueReference: { reference } } : each,
  )
  const { description: _words, ...rest } = shown
  const description = elsewhere ? elsewhere.description : reason
  return {
    ...rest,
    contained: [organisation],
    extension: extensions,
    ...(description !== undefined && { description }),
    ...(elsewhere?.comment !== undefined && { comment: elsewhere.comment }),
    created: elsewhere?.created ?? bookedAt,
  }
})
