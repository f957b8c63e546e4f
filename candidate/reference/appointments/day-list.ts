import { behaviour } from '../behaviour.ts'
import { bannerOf, type Banner } from '../demographics/banner.ts'
import { usualName } from '../demographics/details.ts'
import { patientsOf } from '../demographics/patients.ts'
import type { PersonName } from '../pages/format.ts'
import type { Work } from '../work.ts'
import type { Appointment, AppointmentStatus } from './appointment.ts'
import { appointmentsOfDay } from './lists.ts'
import { dayOf, wallTime } from './practice-time.ts'
import { sessionsStore } from './sessions-store.ts'
import { whyNotBecome } from './set-status.ts'

/** A line of the day's list: an appointment, or a slot without one. */
export interface DayLine {
  time: string
  clinician: string
  startsAt: number
  appointment?: {
    id: string
    version: number
    patientId: string
    name: PersonName
    birthDate: string | undefined
    nhsNumber: string
    /** What whoever calls the patient must know first: that they have died, or left. */
    note: string | undefined
    mode: string
    reason: string
    status: string
    /** What can be done now: buttons. */
    actions: { status: AppointmentStatus; text: string }[]
  }
  slot?: { id: string; free: boolean; blockedBecause: string | undefined }
}

const STATUS_WORDS: Readonly<Record<AppointmentStatus, string>> = { booked: 'Booked', arrived: 'Arrived', fulfilled: 'Seen', noshow: 'Did not attend', cancelled: 'Cancelled' }

/** The state of an appointment on screen: in words, as it is at this moment. */
export const statusOnList = behaviour('appointments.statusOnList', ({ status }: Pick<Appointment, 'status'>): string => STATUS_WORDS[status])

/**
 * The patient banner of a list of several patients: none. A banner says "this is the patient"; on a list it would be wrong
 * for all others. Source: NHS Common User Interface, PAB-0015.
 */
export const bannerOfList = behaviour('appointments.bannerOfList', (_banners: () => Banner[]): Banner | undefined => undefined)

/** The lines of a day, in the order of time, for all clinicians or one. */
export function dayLines(work: Work, { date, practitionerId }: { date: string; practitionerId?: string }): { lines: DayLine[]; banner: Banner | undefined } {
  const { services } = work
  const patients = patientsOf(services)
  const appointments = appointmentsOfDay(work, { date, ...(practitionerId !== undefined && { practitionerId }) })
  const day = dayOf(date)
  const open = (day ? sessionsStore(services).slotsBetween(day) : []).filter(({ status, session }) => status !== 'booked' && (practitionerId === undefined || session.practitionerId === practitionerId))

  const lines = [
    ...appointments.map((appointment) => lineOf(work, appointment)),
    ...open.map(({ id, startsAt, status, session, blockedBecause }): DayLine => ({ time: wallTime(startsAt).time, clinician: session.practitioner, startsAt, slot: { id, free: status === 'free', blockedBecause } })),
  ]
  return {
    lines: lines.sort((one, other) => one.startsAt - other.startsAt || one.clinician.localeCompare(other.clinician)),
    banner: bannerOfList(() => appointments.map(({ patientId }) => bannerOf(work, patients.get(patientId)))),
  }
}

const ACTIONS: readonly { status: AppointmentStatus; text: string }[] = [
  { status: 'arrived', text: 'Arrived' },
  { status: 'fulfilled', text: 'Seen' },
  { status: 'noshow', text: 'Did not attend' },
]

function lineOf({ services }: Work, appointment: Appointment): DayLine {
  const { id, version, patientId, startsAt, details } = appointment
  const patient = patientsOf(services).get(patientId)
  const { national, nhsNumber } = patient
  const now = services.clock.now()
  return {
    time: wallTime(startsAt).time,
    clinician: details.practitioner,
    startsAt,
    appointment: {
      id,
      version,
      patientId,
      name: national.name?.[usualName(national)] ?? {},
      birthDate: national.birthDate,
      nhsNumber,
      note: national.deceasedDateTime ? 'Has died' : patient.status === 'left' ? 'Has left the practice' : undefined,
      mode: details.mode,
      reason: details.reason,
      status: statusOnList(appointment),
      actions: ACTIONS.filter(({ status }) => whyNotBecome(appointment, status, now) === undefined),
    },
  }
}
