import type { RequestContext, Routes } from '../../area.ts'
import { audited } from '../../audit/audited.ts'
import { renderPatientPage } from '../../demographics/patient-page.ts'
import { readForm, type Form } from '../../pages/forms.ts'
import { Refusal } from '../../refusal.ts'
import { requireActivity } from '../../session/permission.ts'
import { accessOf, ONLINE_SERVICES, PRESCRIPTION_LEVELS, RECORD_LEVELS } from '../online-access.ts'
import { findRepeat } from '../prescriptions/repeats.ts'
import { decideRequest, requestsOf } from '../prescriptions/requests.ts'
import { arrangeAccess, offered, switchServices } from './arrange.ts'

const SERVICE_WORDS = {
  record: 'Patients see their record',
  prescriptions: 'Patients order repeat medication',
  appointments: 'Patients book appointments',
  cancelling: 'Patients cancel appointments',
} as const

/** What the practice offers online, and what was arranged with each patient, on screen. */
export function onlineServicesPages(routes: Routes): void {
  routes.get('/online-services', requireActivity('B1700'), (context) => {
    const work = context.get('work')
    const on = offered(work)
    const list = ONLINE_SERVICES.map((value) => ({ value, text: SERVICE_WORDS[value], checked: on[value] }))
    return work.services.pages.render(context, 'patient-facing/templates/online-services.njk', { title: 'Online services', list })
  })
  routes.post('/online-services', async (context) => {
    const form = await context.req.parseBody({ all: true })
    const chosen = [form['services'] ?? []].flat()
    switchServices(context.get('work'), Object.fromEntries(ONLINE_SERVICES.map((name) => [name, chosen.includes(name)])))
    return context.redirect('/online-services', 303)
  })

  routes.get('/patients/:id/online-access', requireActivity('B0825'), (context) => show(context))
  const submitted = (path: '' | '/decide', change: (context: RequestContext, id: string, form: Form) => void) =>
    routes.post(`/patients/:id/online-access${path}`, async (context) => {
      const form = await readForm(context)
      const id = context.req.param('id') ?? ''
      try {
        change(context, id, form)
      } catch (error) {
        if (error instanceof Refusal && error.status < 500) return show(context, form, error)
        throw error
      }
      return context.redirect(`/patients/${id}/online-access`, 303)
    })
  submitted('', (context, id, { record = '', historical = '', effectiveDate = '', prescriptions = '', appointments }) =>
    arrangeAccess(context.get('work'), id, {
      current: record,
      historical,
      effectiveDate,
      prescriptions,
      appointments: appointments === 'yes',
    }),
  )
  submitted('/decide', (context, patientId, { request = '', decision, reason = '' }) =>
    decideRequest(context.get('work'), { patientId, id: request, accepted: decision === 'accept', reason }),
  )
}

function show(context: RequestContext, form: Form = {}, refusal?: Refusal): Response {
  const work = context.get('work')
  const { services } = work
  const patientId = context.req.param('id') ?? ''
  const access = accessOf(services, patientId)
  audited(work, { event: 'online-access-viewed', action: 'R', patientId })
  const choices = (levels: readonly string[], chosen: string) => levels.map((value) => ({ value, text: value, selected: value === chosen }))
  return renderPatientPage(
    context,
    patientId,
    'patient-facing/templates/online-access.njk',
    {
      title: 'Online access',
      access,
      records: choices(RECORD_LEVELS, form['record'] ?? access.current),
      histories: choices(RECORD_LEVELS, form['historical'] ?? access.historical),
      orders: choices(PRESCRIPTION_LEVELS, form['prescriptions'] ?? access.prescriptions),
      effectiveDate: form['effectiveDate'] ?? access.effectiveDate,
      requests: requestsOf(services, patientId).map((request) => ({ ...request, term: findRepeat(services, request.repeatId)?.term })),
    },
    refusal,
  )
}
