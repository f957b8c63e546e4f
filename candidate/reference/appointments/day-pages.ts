import type { RequestContext, Routes } from '../area.ts'
import { readForm, type Form } from '../pages/forms.ts'
import { Refusal } from '../refusal.ts'
import { nameOf, staffOf } from '../resources/staff.ts'
import { requireActivity } from '../session/permission.ts'
import { blockSlot, releaseSlot } from './change-slot.ts'
import { dayLines } from './day-list.ts'
import { setStatus } from './set-status.ts'

/** The list of a day: who comes when to whom, and what has become of it. */
export function dayPages(routes: Routes): void {
  routes.get('/appointments', requireActivity('B0820'), (context) => show(context, context.req.query()))

  const submitted = (path: `/appointments/${string}`, change: (context: RequestContext, form: Form) => void) =>
    routes.post(path, async (context) => {
      const form = await readForm(context)
      try {
        change(context, form)
      } catch (error) {
        if (error instanceof Refusal && error.status < 500) return show(context, form, error)
        throw error
      }
      return context.redirect(`/appointments?${new URLSearchParams({ date: form['date'] ?? '', practitioner: form['practitioner'] ?? '' })}`, 303)
    })

  submitted('/appointments/:id/status', (context, { version, status }) => {
    const wanted = (['arrived', 'fulfilled', 'noshow'] as const).find((known) => known === status)
    if (!wanted) throw new Refusal('invalid', 'Say what has become of the appointment.')
    setStatus(context.get('work'), { id: context.req.param('id') ?? '', version: Number(version) }, wanted)
  })
  submitted('/appointments/slots/:id/block', (context, { reason = '' }) => void blockSlot(context.get('work'), { id: context.req.param('id') ?? '', reason }))
  submitted('/appointments/slots/:id/release', (context) => void releaseSlot(context.get('work'), context.req.param('id') ?? ''))
}

function show(context: RequestContext, { date, practitioner }: Form, refusal?: Refusal): Response {
  const work = context.get('work')
  const day = date || work.services.clock.today()
  const { lines, banner } = dayLines(work, { date: day, ...(practitioner && { practitionerId: practitioner }) })
  const data = {
    title: 'Appointments',
    date: day,
    practitioner,
    clinicians: [{ value: '', text: 'Everybody' }, ...staffOf(work.services).map((employee) => ({ value: employee.id, text: nameOf(employee), selected: employee.id === practitioner }))],
    lines,
    listBanner: banner,
    errors: refusal?.issues.map(({ text }) => ({ text })),
  }
  return work.services.pages.render(context, 'appointments/templates/day.njk', data, refusal?.status ?? 200)
}
