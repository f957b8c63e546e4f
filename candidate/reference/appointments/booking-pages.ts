import type { RequestContext, Routes } from '../area.ts'
import { behaviour } from '../behaviour.ts'
import { bannerOf, type Banner } from '../demographics/banner.ts'
import { renderPatientPage } from '../demographics/patient-page.ts'
import { patientsOf } from '../demographics/patients.ts'
import { readForm, type Form } from '../pages/forms.ts'
import { Refusal } from '../refusal.ts'
import { nameOf, staffOf } from '../resources/staff.ts'
import { requireActivity } from '../session/permission.ts'
import { bookAppointment } from './book-appointment.ts'
import type { Slot } from './clinic-session.ts'
import { findFreeSlots } from './find-slots.ts'
import { BOOKING_METHODS, MODES } from './national-lists.ts'
import { dayOf, wallTime } from './practice-time.ts'

const BOOK = requireActivity('B0825')

/** The banner while an appointment is made: the whole of it, so that alerts are seen before and not after. */
export const bannerWhileBooking = behaviour('appointments.bannerWhileBooking', (banner: Banner): Banner => banner)

/** The way to meet that the form proposes: none. What is proposed gets booked, whether anybody thought of it or not. */
export const proposedMode = behaviour('appointments.proposedMode', (chosen: string | undefined): string | undefined => chosen)

/** What the form shows after a refusal: what the user entered. */
export const formAfterRefusal = behaviour('appointments.formAfterRefusal', (form: Form): Form => form)

/** Finding a slot for a patient, and booking it. */
export function bookingPages(routes: Routes): void {
  routes.get('/patients/:id/appointments/book', BOOK, (context) => showBooking(context, context.req.query()))

  routes.post('/patients/:id/appointments/book', BOOK, async (context) => {
    const form = await readForm(context)
    const patientId = context.req.param('id')
    const { slot = '', mode = '', reason = '', bookedThrough = '' } = form
    try {
      if (slot === '') throw new Refusal('invalid', [{ field: 'slot', text: 'Choose a slot.' }])
      await bookAppointment(context.get('work'), { patientId, slotId: slot, mode, reason, bookedThrough })
    } catch (error) {
      if (error instanceof Refusal && error.status < 500) return showBooking(context, formAfterRefusal(form), error)
      throw error
    }
    return context.redirect(`/patients/${patientId}/appointments`, 303)
  })
}

function showBooking(context: RequestContext, form: Form, refusal?: Refusal): Response {
  const work = context.get('work')
  const patientId = context.req.param('id') ?? ''
  const { date, slots } = slotsToChoose(context, form)
  const mode = proposedMode(form['mode'])
  const offered = new Set(slots.flatMap(({ session }) => session.modes))
  const data = {
    title: 'Book an appointment',
    banner: bannerWhileBooking(bannerOf(work, patientsOf(work.services).get(patientId))),
    form,
    date,
    clinicians: cliniciansToChoose(context, form),
    slots: slots.map((slot) => slotItem(slot, form['slot'])),
    modes: MODES.filter((each) => offered.has(each)).map((value) => ({ value, text: value, checked: value === mode })),
    methods: Object.entries(BOOKING_METHODS).map(([value, text]) => ({ value, text, checked: value === form['bookedThrough'] })),
  }
  return renderPatientPage(context, patientId, 'appointments/templates/book.njk', data, refusal)
}

/** The free slots of the day that is asked for; of the first day ahead that has any, where none is. */
export function slotsToChoose(context: RequestContext, { date, practitioner }: Form): { date: string; slots: Slot[] } {
  const { services } = context.get('work')
  const now = services.clock.now()
  const of = { ...(practitioner && { practitionerId: practitioner }) }
  const day = date ? dayOf(date) : undefined
  if (date && day) return { date, slots: findFreeSlots(services, { ...day, ...of }) }
  const ahead = findFreeSlots(services, { from: now, to: now + AHEAD, ...of })
  const first = wallTime(ahead[0]?.startsAt ?? now).date
  return { date: first, slots: ahead.filter(({ startsAt }) => wallTime(startsAt).date === first) }
}

/** How far ahead a free slot is looked for unasked. */
const AHEAD = 28 * 86_400_000

export const slotItem = (slot: Slot, chosen: string | undefined) => ({
  value: slot.id,
  text: `${wallTime(slot.startsAt).time} ${slot.session.practitioner}`,
  hint: { text: `${slot.category}, ${slot.session.site}` },
  checked: slot.id === chosen,
})

export const cliniciansToChoose = (context: RequestContext, { practitioner }: Form) => [
  { value: '', text: 'Anybody' },
  ...staffOf(context.get('work').services).map((employee) => ({ value: employee.id, text: nameOf(employee), selected: employee.id === practitioner })),
]
