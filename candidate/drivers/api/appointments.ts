import { done, type Answer } from '../../port/answer.ts'
import type { AppointmentVerbs, AppointmentView, SessionPlan } from '../../port/appointments.ts'
import type { Session } from '../../port/identity.ts'
import { toAppointmentChange, toAppointmentView, toBooking, toPublishedSession, toSlotView, toStatus } from './appointment-mapping.ts'
import type { FhirClient, FhirRequest, Resource } from './fhir-client.ts'
import { entriesOf, parameters } from './fhir-types.ts'

/** Sessions, slots and appointments through the candidate's FHIR API (docs/candidate-contract/appointments.md). */
export function apiAppointments(fhir: FhirClient): AppointmentVerbs {
  const nothing = async (session: Session, request: FhirRequest): Promise<Answer<void>> => {
    const answer = await fhir.call(session, request)
    return answer.ok ? done(undefined) : answer
  }
  const list = async <T>(session: Session, request: FhirRequest, type: string, map: (resource: Resource) => T): Promise<Answer<T[]>> => {
    const answer = await fhir.call(session, request)
    return answer.ok ? done(entriesOf(answer.value.resource).filter((each) => each.resourceType === type).map(map)) : answer
  }
  const appointment = async (session: Session, request: FhirRequest): Promise<Answer<AppointmentView>> => {
    const answer = await fhir.call(session, request)
    return answer.ok ? done(toAppointmentView(answer.value.resource, answer.value.version)) : answer
  }
  const against = (seen: AppointmentView) => ({ 'if-match': `W/"${seen.version}"` })

  return {
    async publishSession(session, plan) {
      const answer = await fhir.call(session, { verb: 'appointments.publishSession', method: 'POST', path: 'Schedule/$publish', body: toPlan(plan) })
      return answer.ok ? done(toPublishedSession(answer.value.resource)) : answer
    },
    handOverSession: (session, id, practitionerId) =>
      nothing(session, { verb: 'appointments.handOverSession', method: 'POST', path: `Schedule/${id}/$hand-over`, body: parameters({ practitioner: practitionerId }) }),
    withdrawSession: (session, id) => nothing(session, { verb: 'appointments.withdrawSession', method: 'POST', path: `Schedule/${id}/$withdraw`, body: parameters({}) }),
    slotsOf: (session, sessionId) => list(session, { verb: 'appointments.slotsOf', method: 'GET', path: `Slot?schedule=Schedule/${sessionId}` }, 'Slot', toSlotView),
    findFreeSlots(session, { from, to, practitionerId, mode, forPatients }) {
      const search = new URLSearchParams([
        ['status', 'free'],
        ['start', `ge${from}`],
        ['start', `le${to}`],
        ...(practitionerId === undefined ? [] : [['practitioner', practitionerId]]),
        ...(mode === undefined ? [] : [['mode', mode]]),
        ...(forPatients ? [['patient-bookable', 'true']] : []),
      ])
      return list(session, { verb: 'appointments.findFreeSlots', method: 'GET', path: `Slot?${search}` }, 'Slot', toSlotView)
    },
    blockSlot: (session, slotId, reason) => nothing(session, { verb: 'appointments.blockSlot', method: 'POST', path: `Slot/${slotId}/$block`, body: parameters({ reason }) }),
    releaseSlot: (session, slotId) => nothing(session, { verb: 'appointments.releaseSlot', method: 'POST', path: `Slot/${slotId}/$release`, body: parameters({}) }),
    offerToPatients: (session, slotId, offered) =>
      nothing(session, { verb: 'appointments.offerToPatients', method: 'POST', path: `Slot/${slotId}/$offer-to-patients`, body: parameters({ patientBookable: offered }) }),
    book: (session, request) => appointment(session, { verb: 'appointments.book', method: 'POST', path: 'Appointment', body: toBooking(request) }),
    read: (session, id) => appointment(session, { verb: 'appointments.read', method: 'GET', path: `Appointment/${id}` }),
    move: (session, seen, slotId) =>
      appointment(session, { verb: 'appointments.move', method: 'POST', path: `Appointment/${seen.id}/$move`, body: parameters({ slot: `Slot/${slotId}` }), headers: against(seen) }),
    cancel: (session, seen, reason) =>
      appointment(session, { verb: 'appointments.cancel', method: 'PUT', path: `Appointment/${seen.id}`, body: toStatus(seen, 'cancelled', reason), headers: against(seen) }),
    mark: (session, seen, status) => appointment(session, { verb: 'appointments.mark', method: 'PUT', path: `Appointment/${seen.id}`, body: toStatus(seen, status), headers: against(seen) }),
    history: (session, id) => list(session, { verb: 'appointments.history', method: 'GET', path: `Appointment/${id}/_history` }, 'Appointment', toAppointmentChange),
    ofPatient: (session, patientId) => list(session, { verb: 'appointments.ofPatient', method: 'GET', path: `Appointment?patient=Patient/${patientId}` }, 'Appointment', (each) => toAppointmentView(each)),
    ofDay(session, { date, practitionerId }) {
      const search = new URLSearchParams({ date, ...(practitionerId !== undefined && { practitioner: practitionerId }) })
      return list(session, { verb: 'appointments.ofDay', method: 'GET', path: `Appointment?${search}` }, 'Appointment', (each) => toAppointmentView(each))
    },
  }
}

function toPlan({ practitionerId, siteId, modes, ...rest }: SessionPlan): Resource {
  const { parameter } = parameters({ practitioner: practitionerId, location: siteId && `Location/${siteId}`, ...rest }) as Resource & { parameter: object[] }
  return { resourceType: 'Parameters', parameter: [...parameter, ...modes.map((mode) => ({ name: 'mode', valueString: mode }))] }
}
