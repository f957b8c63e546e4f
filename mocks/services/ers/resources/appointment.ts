import { careConnect, ID, profile } from '../codes/systems.ts'
import type { Appointment, Referral } from '../model/referral.ts'
import type { ErsState } from '../state.ts'
import { instantOf, renderCoding } from './coding.ts'

/** `eRS-Appointment-1`. Contained in a referral its id is `appointment`. `type` of the clinician is a single object: a published known issue. */
export function appointmentResource(state: ErsState, referral: Referral, appointment: Appointment, base: string, id = appointment.id) {
  return {
    id,
    meta: { versionId: String(appointment.version), profile: [profile('Appointment'), careConnect('Appointment')] },
    language: 'en',
    resourceType: 'Appointment',
    status: appointment.status,
    ...(appointment.reason && { reason: [{ coding: [renderCoding(appointment.reason, base)] }] }),
    description: 'e-Referral Appointment',
    ...(appointment.start !== undefined && appointment.status !== 'cancelled' && { start: appointment.start, end: appointment.end }),
    ...(appointment.slotId !== undefined && appointment.status !== 'cancelled' && { slot: [{ reference: `Slot/${appointment.slotId}` }] }),
    created: instantOf(appointment.created),
    ...(appointment.comment !== undefined && { comment: appointment.comment }),
    incomingReferral: [{ reference: `ReferralRequest/${referral.ubrn}/_history/${referral.version}` }],
    participant: [
      { actor: { identifier: { system: ID.service, value: appointment.serviceId }, display: state.services.get(appointment.serviceId)?.name ?? appointment.serviceId }, status: 'accepted' },
      { actor: { identifier: { system: ID.nhsNumber, value: referral.nhsNumber } }, status: 'accepted' },
      ...(appointment.clinician === undefined
        ? []
        : [
            {
              type: { coding: [{ system: 'http://hl7.org/fhir/ValueSet/encounter-participant-type', code: 'CON' }] },
              actor: { identifier: { system: ID.user, value: appointment.clinician } },
              status: 'accepted',
            },
          ]),
    ],
  }
}
