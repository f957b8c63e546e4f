import type { RequestContext, Routes } from '../area.ts'
import { audited } from '../audit/audited.ts'
import { usualName } from '../demographics/details.ts'
import { patientsOf } from '../demographics/patients.ts'
import { collection, searchset } from '../fhir/bundle.ts'
import { ParametersReader } from '../fhir/parameters.ts'
import { fhir, ifMatch, readResource } from '../http/respond.ts'
import { formatName } from '../pages/format.ts'
import { Refusal } from '../refusal.ts'
import { requireActivity } from '../session/permission.ts'
import type { AppointmentStatus } from './appointment.ts'
import { appointmentsStore } from './appointments-store.ts'
import { bookAppointment } from './book-appointment.ts'
import { moveAppointment } from './change-appointment.ts'
import { blockSlot, offerToPatients, releaseSlot } from './change-slot.ts'
import { bookingIn, cancellationIn, fhirAppointment, fhirHistory, fhirSchedule, fhirSlot } from './fhir-book.ts'
import { findFreeSlots } from './find-slots.ts'
import { handOverSession } from './hand-over-session.ts'
import { appointmentsOfDay, appointmentsOfPatient } from './lists.ts'
import { dayOf } from './practice-time.ts'
import { publishSession, withdrawSession } from './publish-session.ts'
import { sessionsStore } from './sessions-store.ts'
import { cancelAppointment, setStatus } from './set-status.ts'

const VIEW = requireActivity('B0820')

/** Sessions, slots and appointments over FHIR R4. Whoever changes anything is checked by the operation. */
export function appointmentsApi(routes: Routes): void {
  scheduleApi(routes)
  slotApi(routes)

  routes.post('/Appointment', async (context) => {
    const appointment = await bookAppointment(context.get('work'), bookingIn(await readResource(context)))
    return fhir(context, fhirAppointment(appointment), { status: 201, version: appointment.version, location: `/FHIR/R4/Appointment/${appointment.id}` })
  })

  routes.get('/Appointment', VIEW, (context) => {
    const work = context.get('work')
    const { patient, date, practitioner } = context.req.query()
    if (patient) return fhir(context, searchset(appointmentsOfPatient(work, patient.replace('Patient/', '')).map((appointment) => ({ resource: fhirAppointment(appointment) }))))
    if (!date) throw new Refusal('invalid', 'Say whose appointments, or of which day: patient=Patient/..., or date=2026-03-31.')
    const practitionerId = practitioner?.split('|').at(-1)
    const found = appointmentsOfDay(work, { date, ...(practitionerId !== undefined && { practitionerId }) })
    const patients = patientsOf(work.services)
    const name = (id: string) => {
      const { national } = patients.get(id)
      return formatName(national.name?.[usualName(national)] ?? {})
    }
    return fhir(context, searchset(found.map((appointment) => ({ resource: fhirAppointment(appointment, name(appointment.patientId)) }))))
  })

  routes.get('/Appointment/:id', VIEW, (context) => {
    const work = context.get('work')
    const appointment = appointmentsStore(work.services).get(context.req.param('id'))
    audited(work, { event: 'appointment-viewed', action: 'R', patientId: appointment.patientId, subject: `Appointment/${appointment.id}` })
    return fhir(context, fhirAppointment(appointment), { version: appointment.version })
  })

  routes.get('/Appointment/:id/_history', VIEW, (context) => {
    const work = context.get('work')
    const store = appointmentsStore(work.services)
    const { id, patientId } = store.get(context.req.param('id'))
    audited(work, { event: 'appointment-viewed', action: 'R', patientId, subject: `Appointment/${id}` })
    return fhir(context, fhirHistory(store.history(id)))
  })

  routes.put('/Appointment/:id', async (context) => {
    const work = context.get('work')
    const seen = { id: context.req.param('id'), version: ifMatch(context) }
    const body = await readResource(context)
    const status = STATUSES.find((known) => known === body['status'])
    if (status === undefined) throw new Refusal('invalid', [{ field: 'status', text: `Say what has become of the appointment: ${STATUSES.join(', ')}.` }])
    const changed = status === 'cancelled' ? cancelAppointment(work, seen, cancellationIn(body)) : setStatus(work, seen, status)
    return fhir(context, fhirAppointment(changed), { version: changed.version })
  })

  routes.post('/Appointment/:id/$move', async (context) => {
    const seen = { id: context.req.param('id'), version: ifMatch(context) }
    const asked = new ParametersReader(await readResource(context))
    const moved = moveAppointment(context.get('work'), seen, (asked.text('slot') ?? '').replace('Slot/', ''))
    return fhir(context, fhirAppointment(moved), { version: moved.version })
  })
}

const STATUSES: readonly AppointmentStatus[] = ['booked', 'arrived', 'fulfilled', 'noshow', 'cancelled']

function scheduleApi(routes: Routes): void {
  routes.post('/Schedule/$publish', async (context) => {
    const asked = new ParametersReader(await readResource(context))
    const text = (name: string) => asked.text(name) ?? ''
    const site = asked.text('location')?.replace('Location/', '')
    const { session, slots } = publishSession(context.get('work'), {
      practitionerId: text('practitioner'),
      ...(site !== undefined && { siteId: site }),
      date: text('date'),
      start: text('start'),
      end: text('end'),
      minutes: Number(asked.all('minutes')[0]?.['valueInteger']),
      category: text('category'),
      modes: asked.all('mode').flatMap(({ valueString }) => (typeof valueString === 'string' ? [valueString] : [])),
      patientBookable: asked.boolean('patientBookable'),
    })
    return fhir(context, collection([fhirSchedule(session), ...slots.map(fhirSlot)]), { status: 201, location: `/FHIR/R4/Schedule/${session.id}` })
  })

  routes.get('/Schedule', VIEW, (context) => {
    const { date, practitioner } = context.req.query()
    const practitionerId = practitioner?.split('|').at(-1)
    const sessions = sessionsStore(context.get('services')).sessionsBetween(dayGiven(date))
    return fhir(context, searchset(sessions.filter((session) => practitionerId === undefined || session.practitionerId === practitionerId).map((session) => ({ resource: fhirSchedule(session) }))))
  })

  routes.get('/Schedule/:id', VIEW, (context) => fhir(context, fhirSchedule(sessionsStore(context.get('services')).session(context.req.param('id')))))

  routes.post('/Schedule/:id/$hand-over', async (context) => {
    const asked = new ParametersReader(await readResource(context))
    return fhir(context, fhirSchedule(handOverSession(context.get('work'), { id: context.req.param('id'), practitionerId: asked.text('practitioner') ?? '' })))
  })

  routes.post('/Schedule/:id/$withdraw', (context) => {
    const id = context.req.param('id')
    withdrawSession(context.get('work'), id)
    return fhir(context, { resourceType: 'Parameters', parameter: [{ name: 'withdrawn', valueString: `Schedule/${id}` }] })
  })
}

function slotApi(routes: Routes): void {
  routes.get('/Slot', VIEW, (context) => {
    const services = context.get('services')
    const { schedule, status, practitioner, mode } = context.req.query()
    const store = sessionsStore(services)
    if (schedule) return fhir(context, searchset(store.slotsOf(store.session(schedule.replace('Schedule/', '')).id).map((slot) => ({ resource: fhirSlot(slot) }))))
    if (status !== 'free') throw new Refusal('invalid', 'Search for free slots (status=free), or for those of a session (schedule=Schedule/...).')
    const practitionerId = practitioner?.split('|').at(-1)
    const slots = findFreeSlots(services, {
      ...bounds(context),
      ...(practitionerId !== undefined && { practitionerId }),
      ...(mode !== undefined && { mode }),
      forPatients: context.req.query('patient-bookable') === 'true',
    })
    return fhir(context, searchset(slots.map((slot) => ({ resource: fhirSlot(slot) }))))
  })

  routes.get('/Slot/:id', VIEW, (context) => {
    const slot = sessionsStore(context.get('services')).slot(context.req.param('id'))
    return fhir(context, fhirSlot(slot), { version: slot.version })
  })

  routes.post('/Slot/:id/$block', async (context) => {
    const asked = new ParametersReader(await readResource(context))
    return fhir(context, fhirSlot(blockSlot(context.get('work'), { id: context.req.param('id'), reason: asked.text('reason') ?? '' })))
  })

  routes.post('/Slot/:id/$release', (context) => fhir(context, fhirSlot(releaseSlot(context.get('work'), context.req.param('id')))))

  routes.post('/Slot/:id/$offer-to-patients', async (context) => {
    const asked = new ParametersReader(await readResource(context))
    return fhir(context, fhirSlot(offerToPatients(context.get('work'), { id: context.req.param('id'), patientBookable: asked.boolean('patientBookable') })))
  })
}

/** The stretch of time that `start=ge...` and `start=le...` name: instants, or whole days. */
function bounds(context: RequestContext): { from: number; to: number } {
  const starts = context.req.queries('start') ?? []
  const of = (prefix: string) => starts.find((text) => text.startsWith(prefix))?.slice(2)
  const [from, to] = [of('ge'), of('le')]
  const begin = from === undefined ? undefined : (dayOf(from)?.from ?? instant(from))
  const end = to === undefined ? undefined : (dayOf(to)?.to ?? instant(to, 1))
  if (begin === undefined || end === undefined) throw new Refusal('invalid', 'Say from when to when: start=ge2026-03-31&start=le2026-04-14.')
  return { from: begin, to: end }
}

/** An instant, and so many milliseconds past it. A `+` in an address is a space once it is read; an offset never has one otherwise. */
function instant(text: string, past = 0): number | undefined {
  const at = Date.parse(text.replace(' ', '+'))
  return Number.isNaN(at) ? undefined : at + past
}

function dayGiven(date: string | undefined): { from: number; to: number } {
  const day = dayOf(date ?? '')
  if (!day) throw new Refusal('invalid', [{ field: 'date', text: 'Give the date, as in 2026-03-31.' }])
  return day
}
