import type { RequestContext, Routes } from '../area.ts'
import { renderPatientPage } from '../demographics/patient-page.ts'
import { readForm, type Form } from '../pages/forms.ts'
import { Refusal } from '../refusal.ts'
import { requireActivity } from '../session/permission.ts'
import type { Appointment } from './appointment.ts'
import { appointmentsStore } from './appointments-store.ts'
import { cliniciansToChoose, slotItem, slotsToChoose } from './booking-pages.ts'
import { moveAppointment } from './change-appointment.ts'
import { statusOnList } from './day-list.ts'
import { appointmentsOfPatient } from './lists.ts'
import { CANCELLATION_REASONS } from './national-lists.ts'
import { isoLocal } from './practice-time.ts'
import { cancelAppointment, whyNotBecome } from './set-status.ts'

const CHANGE = requireActivity('B0825')

/** A patient's appointments, past and to come, and what can be done with one. */
export function patientAppointmentPages(routes: Routes): void {
  routes.get('/patients/:id/appointments', requireActivity('B0820'), (context) => {
    const work = context.get('work')
    const now = work.services.clock.now()
    const lines = appointmentsOfPatient(work, context.req.param('id')).map((appointment) => ({
      ...onScreen(appointment),
      toCome: appointment.startsAt > now,
      canChange: whyNotBecome(appointment, 'cancelled', now) === undefined,
    }))
    return renderPatientPage(context, context.req.param('id'), 'appointments/templates/patient.njk', { title: 'Appointments', lines })
  })

  for (const [what, act] of [['cancel', cancel], ['move', move]] as const) {
    routes.get(`/patients/:id/appointments/:appointment/${what}`, CHANGE, (context) => show(context, what, context.req.query()))
    routes.post(`/patients/:id/appointments/:appointment/${what}`, CHANGE, async (context) => {
      const form = await readForm(context)
      try {
        act(context, form)
      } catch (error) {
        if (error instanceof Refusal && error.status < 500) return show(context, what, form, error)
        throw error
      }
      return context.redirect(`/patients/${context.req.param('id')}/appointments`, 303)
    })
  }
}

function cancel(context: RequestContext, { version, cancellation = '', text }: Form): void {
  cancelAppointment(context.get('work'), { id: ownAppointment(context).id, version: Number(version) }, { code: cancellation, ...(text && { text }) })
}

function move(context: RequestContext, { version, slot = '' }: Form): void {
  if (slot === '') throw new Refusal('invalid', [{ field: 'slot', text: 'Choose a slot.' }])
  moveAppointment(context.get('work'), { id: ownAppointment(context).id, version: Number(version) }, slot)
}

/** The appointment in the address; only as one of the patient in the address, since their banner is on top of the page. */
function ownAppointment(context: RequestContext): Appointment {
  const { id, appointment } = context.req.param() as { id: string; appointment: string }
  const found = appointmentsStore(context.get('work').services).get(appointment)
  if (found.patientId !== id) throw new Refusal('not-found', 'This patient has no such appointment.')
  return found
}

function show(context: RequestContext, what: 'cancel' | 'move', form: Form, refusal?: Refusal): Response {
  const appointment = ownAppointment(context)
  const { date, slots } = what === 'move' ? slotsToChoose(context, form) : { date: '', slots: [] }
  const data = {
    title: what === 'move' ? 'Move an appointment' : 'Cancel an appointment',
    appointment: onScreen(appointment),
    // What the user saw first is what counts, even after a refusal.
    version: form['version'] ?? appointment.version,
    form,
    date,
    clinicians: cliniciansToChoose(context, form),
    slots: slots.map((slot) => slotItem(slot, form['slot'])),
    reasons: Object.entries(CANCELLATION_REASONS).map(([value, text]) => ({ value, text, checked: value === form['cancellation'] })),
  }
  return renderPatientPage(context, appointment.patientId, `appointments/templates/${what}.njk`, data, refusal)
}

function onScreen(appointment: Appointment) {
  const { details } = appointment
  const { cancellation } = details
  return {
    ...appointment,
    start: isoLocal(appointment.startsAt),
    statusText: statusOnList(appointment),
    cancelledBecause: cancellation && [CANCELLATION_REASONS[cancellation.code], cancellation.text].filter(Boolean).join(': '),
  }
}
