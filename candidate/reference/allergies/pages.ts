import type { RequestContext, Routes } from '../area.ts'
import { audited } from '../audit/audited.ts'
import { renderPatientPage } from '../demographics/patient-page.ts'
import { readForm, type Form } from '../pages/forms.ts'
import { Refusal } from '../refusal.ts'
import { requireActivity } from '../session/permission.ts'
import { allergiesOf, endAllergy, recordAllergy } from './allergies.ts'

/** A patient's allergies on screen, and the form to record another. */
export function allergyPages(routes: Routes): void {
  routes.get('/patients/:id/allergies', requireActivity('B0360', 'B0370'), (context) => show(context))

  routes.post('/patients/:id/allergies', requireActivity('B0380'), async (context) => {
    const form = await readForm(context)
    const { code = '', term = '', reaction, confidential, notForPatient } = form
    try {
      recordAllergy(context.get('work'), { patientId: context.req.param('id'), code, term, confidential: confidential === 'yes', notForPatient: notForPatient === 'yes', ...(reaction && { reaction }) })
    } catch (error) {
      if (error instanceof Refusal && error.status < 500) return show(context, form, error)
      throw error
    }
    return context.redirect(`/patients/${context.req.param('id')}/allergies`, 303)
  })

  routes.post('/patients/:id/allergies/:allergy/end', requireActivity('B0380'), async (context) => {
    const { reason = '' } = await readForm(context)
    try {
      endAllergy(context.get('work'), context.req.param('allergy'), reason === '' ? undefined : reason)
    } catch (error) {
      if (error instanceof Refusal && error.status < 500) return show(context, {}, error)
      throw error
    }
    return context.redirect(`/patients/${context.req.param('id')}/allergies`, 303)
  })
}

function show(context: RequestContext, form: Form = {}, refusal?: Refusal): Response {
  const patientId = context.req.param('id') ?? ''
  audited(context.get('work'), { event: 'allergies-viewed', action: 'R', patientId })
  const list = allergiesOf(context.get('services'), patientId)
  return renderPatientPage(context, patientId, 'allergies/templates/allergies.njk', { title: 'Allergies', list, form }, refusal)
}
