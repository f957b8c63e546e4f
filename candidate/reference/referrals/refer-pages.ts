import type { RequestContext, Routes } from '../area.ts'
import { renderPatientPage } from '../demographics/patient-page.ts'
import { readForm, type Form } from '../pages/forms.ts'
import { Refusal } from '../refusal.ts'
import { requireActivity } from '../session/permission.ts'
import { behaviour } from '../behaviour.ts'
import { clinicianItems, codeOf, listsOf, priorityItems, typeItems } from './choices.ts'
import { draftReferral } from './draft-referral.ts'

const REFER = requireActivity('B1101', 'B1102')

/** What the form shows after a refusal: what the user wrote. */
export const formAfterRefusal = behaviour('referrals.formAfterRefusal', (form: Form): Form => form)

/** Writing a referral: to be sent through e-RS, or to be noted down as sent another way. */
export function referPages(routes: Routes): void {
  for (const way of ['refer', 'refer-by-hand'] as const) {
    routes.get(`/patients/:id/${way}`, REFER, (context) => show(context, way, {}))

    routes.post(`/patients/:id/${way}`, REFER, async (context) => {
      const form = await readForm(context)
      const patientId = context.req.param('id')
      const { type = '', reason = '', priority = '', specialty = '', clinicType = '', clinician = '', organisation = '', professional = '' } = form
      try {
        const { specialties, clinicTypes } = way === 'refer' ? await listsOf(context.get('work')) : { specialties: [], clinicTypes: [] }
        const { id } = await draftReferral(context.get('work'), {
          patientId,
          type,
          reason,
          priority,
          specialty: codeOf(specialties, specialty),
          clinicType: codeOf(clinicTypes, clinicType),
          clinician,
          ...(way === 'refer-by-hand' && { receiver: { organisation, professional } }),
        })
        return context.redirect(`/patients/${patientId}/referrals/${id}`, 303)
      } catch (error) {
        if (error instanceof Refusal && error.status < 500) return show(context, way, formAfterRefusal(form), error)
        throw error
      }
    })
  }
}

async function show(context: RequestContext, way: 'refer' | 'refer-by-hand', form: Form, refusal?: Refusal): Promise<Response> {
  const work = context.get('work')
  const data = {
    title: way === 'refer' ? 'Refer the patient' : 'Note down a referral by letter',
    form,
    byHand: way === 'refer-by-hand',
    ...(way === 'refer' && (await listsOf(work))),
    types: typeItems(form['type']),
    priorities: priorityItems(form['priority']),
    clinicians: clinicianItems(work, form['clinician']),
  }
  return renderPatientPage(context, context.req.param('id') ?? '', 'referrals/templates/refer.njk', data, refusal)
}
