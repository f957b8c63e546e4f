import type { RequestContext, Routes } from '../area.ts'
import { renderPatientPage } from '../demographics/patient-page.ts'
import { codeOf, proxyRoleOf } from '../national/reasonable-adjustments.ts'
import { readForm, type Form } from '../pages/forms.ts'
import { Refusal } from '../refusal.ts'
import { requireActivity } from '../session/permission.ts'
import { addAdjustment, changeAdjustment, endAdjustment, removeAdjustments } from './change-adjustments.ts'
import choices from './choices.json' with { type: 'json' }
import { adjustmentsAtHand, openAdjustments, type Shown } from './show-adjustments.ts'

/** Reasonable adjustments on screen: what is recorded nationally, and forms to add, change and remove. */
export function adjustmentPages(routes: Routes): void {
  routes.get('/patients/:id/adjustments', requireActivity('B0820'), async (context) => show(context, await openAdjustments(context.get('work'), context.req.param('id'))))

  const action = (path: string, act: (context: RequestContext, patientId: string, form: Form) => Promise<Shown>) =>
    routes.post(`/patients/:id/adjustments${path}`, async (context) => {
      const form = await readForm(context)
      const patientId = context.req.param('id') ?? ''
      try {
        await act(context, patientId, form)
      } catch (error) {
        if (!(error instanceof Refusal) || error.code === 'not-permitted' || error.code === 'not-found') throw error
        return show(context, adjustmentsAtHand(context.get('work'), patientId), form, error)
      }
      return context.redirect(`/patients/${patientId}/adjustments`, 303)
    })

  action('', (context, patientId, { code = '', consent }) => addAdjustment(context.get('work'), { patientId, code, consent: consent || undefined }))
  action('/change', (context, patientId, { adjustment = '', version, code = '' }) => changeAdjustment(context.get('work'), { patientId, adjustment, version: Number(version), code }))
  action('/end', (context, patientId, { adjustment = '', version, reason, comment }) =>
    endAdjustment(context.get('work'), { patientId, adjustment, version: Number(version), reason, comment }),
  )
  action('/remove', (context, patientId, { version, reason, comment }) => removeAdjustments(context.get('work'), { patientId, version: Number(version), reason, comment }))
}

function show(context: RequestContext, shown: Shown, form: Form = {}, refusal?: Refusal): Response {
  const data = {
    title: 'Reasonable adjustments',
    shown,
    list: shown.flags.map((flag) => ({ id: flag.id, version: flag.version, ...codeOf(flag) })),
    consent: shown.consent && { version: shown.consent.version, words: choices.consent.find(({ code }) => code === proxyRoleOf(shown.consent!))?.term },
    choices,
    form,
  }
  return renderPatientPage(context, context.req.param('id') ?? '', 'adjustments/templates/adjustments.njk', data, refusal)
}
