import type { RequestContext, Routes } from '../area.ts'
import { readForm, type Form } from '../pages/forms.ts'
import { Refusal } from '../refusal.ts'
import { sitesOf } from '../resources/sites.ts'
import { nameOf, staffOf, worksHere } from '../resources/staff.ts'
import { requireActivity } from '../session/permission.ts'
import type { Work } from '../work.ts'
import { CATEGORIES, MODES } from './national-lists.ts'
import { handOverSession } from './hand-over-session.ts'
import { publishSession, withdrawSession } from './publish-session.ts'
import { dayOf, isoLocal } from './practice-time.ts'
import { sessionsStore } from './sessions-store.ts'

/** Publishing and withdrawing sessions on screen. */
export function sessionPages(routes: Routes): void {
  routes.get('/appointments/sessions', requireActivity('B1700'), (context) => show(context, context.req.query()))

  routes.post('/appointments/sessions', async (context) => {
    const body = await context.req.parseBody({ all: true })
    const form = await readForm(context)
    const { practitioner = '', site, date = '', start = '', end = '', minutes, category = '' } = form
    const modes = [body['modes'] ?? []].flat().filter((mode) => typeof mode === 'string')
    try {
      publishSession(context.get('work'), { practitionerId: practitioner, ...(site && { siteId: site }), date, start, end, minutes: Number(minutes), category, modes, patientBookable: form['patientBookable'] === 'yes' })
    } catch (error) {
      if (error instanceof Refusal && error.status < 500) return show(context, form, error, modes)
      throw error
    }
    return context.redirect(`/appointments/sessions?date=${date}`, 303)
  })

  const submitted = (path: `/appointments/sessions/:id/${string}`, change: (work: Work, id: string, form: Form) => void) =>
    routes.post(path, async (context) => {
      const { date = '', ...form } = await readForm(context)
      try {
        change(context.get('work'), context.req.param('id') ?? '', form)
      } catch (error) {
        if (error instanceof Refusal && error.status < 500) return show(context, { date }, error)
        throw error
      }
      return context.redirect(`/appointments/sessions?date=${date}`, 303)
    })

  submitted('/appointments/sessions/:id/withdraw', (work, id) => withdrawSession(work, id))
  submitted('/appointments/sessions/:id/hand-over', (work, id, { practitioner = '' }) => void handOverSession(work, { id, practitionerId: practitioner }))
}

function show(context: RequestContext, form: Form, refusal?: Refusal, modes: readonly string[] = []): Response {
  const { services } = context.get('work')
  const date = form['date'] || services.clock.today()
  const day = dayOf(date)
  const sessions = day ? sessionsStore(services).sessionsBetween(day) : []
  const choose = (text: string, list: { value: string; text: string }[], chosen: string | undefined) => [
    { value: '', text },
    ...list.map((item) => ({ ...item, selected: item.value === chosen })),
  ]
  const data = {
    title: 'Sessions',
    date,
    form,
    sessions: sessions.map((session) => ({ ...session, start: isoLocal(session.startsAt).slice(11, 16), end: isoLocal(session.endsAt).slice(11, 16) })),
    clinicians: choose('Choose', staffOf(services).filter((employee) => worksHere(employee, date)).map((employee) => ({ value: employee.id, text: nameOf(employee) })), form['practitioner']),
    sites: sitesOf(services).map(({ id, name }) => ({ value: id, text: name, selected: id === form['site'] })),
    categories: choose('Choose', CATEGORIES.map((category) => ({ value: category, text: category })), form['category']),
    modes: MODES.map((mode) => ({ value: mode, text: mode, checked: modes.includes(mode) })),
    errors: refusal?.issues.map(({ text, field }) => ({ text, ...(field !== undefined && { href: `#${field}` }) })),
    fieldErrors: Object.fromEntries((refusal?.issues ?? []).flatMap(({ field, text }) => (field === undefined ? [] : [[field, { text }]]))),
  }
  return services.pages.render(context, 'appointments/templates/sessions.njk', data, refusal?.status ?? 200)
}
