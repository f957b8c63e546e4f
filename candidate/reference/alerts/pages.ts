import type { RequestContext, Routes } from '../area.ts'
import { audited } from '../audit/audited.ts'
import { renderPatientPage } from '../demographics/patient-page.ts'
import { readForm, type Form } from '../pages/forms.ts'
import { Refusal } from '../refusal.ts'
import { demand, requireActivity, seesClinicalData } from '../session/permission.ts'
import { alertsOf, endAlert, raiseAlert } from './alerts.ts'

/** A patient's alerts on screen: who raised each, a form for another, and a way to end them. */
export function alertPages(routes: Routes): void {
  routes.get('/patients/:id/alerts', requireActivity('B0820'), (context) => show(context))

  routes.post('/patients/:id/alerts', requireActivity('B0825'), async (context) => {
    const form = await readForm(context)
    const category = form['category'] === 'clinical' ? 'clinical' : 'admin'
    if (category === 'clinical') demand(context.get('work').role, 'B0380')
    try {
      raiseAlert(context.get('work'), { patientId: context.req.param('id'), category, text: form['text'] ?? '' })
    } catch (error) {
      if (error instanceof Refusal && error.code === 'invalid') return show(context, form, error)
      throw error
    }
    return context.redirect(`/patients/${context.req.param('id')}/alerts`, 303)
  })

  routes.post('/patients/:id/alerts/:alert/end', requireActivity('B0825'), (context) => {
    const { id, alert } = context.req.param()
    endAlert(context.get('work'), { patientId: id, id: Number(alert) })
    return context.redirect(`/patients/${id}/alerts`, 303)
  })
}

function show(context: RequestContext, form: Form = {}, refusal?: Refusal): Response {
  const work = context.get('work')
  const patientId = context.req.param('id') ?? ''
  const list = alertsOf(work.services, patientId).filter(({ category }) => category === 'admin' || seesClinicalData(work.role))
  audited(work, { event: 'alerts-viewed', action: 'R', patientId })
  return renderPatientPage(context, patientId, 'alerts/templates/alerts.njk', { title: 'Alerts', list, form }, refusal)
}
