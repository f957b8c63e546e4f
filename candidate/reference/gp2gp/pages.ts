import type { RequestContext, Routes } from '../area.ts'
import { renderPatientPage } from '../demographics/patient-page.ts'
import { readForm } from '../pages/forms.ts'
import { Refusal } from '../refusal.ts'
import { requireActivity } from '../session/permission.ts'
import { review, transferredRecord } from './review.ts'

/** How each kind and state reads on screen. */
const KINDS = { problem: 'Problem', allergy: 'Allergy', medication: 'Medication', consultation: 'Consultation', result: 'Result', document: 'Document', other: 'Other entry' } as const
const STATES = {
  'to-review': 'not in force: to be reviewed',
  confirmed: 'taken over',
  dismissed: 'not taken over',
  filed: 'to be read',
  missing: 'the file did not come',
  suppressed: 'kept apart',
} as const

/** What came with a patient's record from practices before, on screen. */
export function gp2gpPages(routes: Routes): void {
  routes.get('/patients/:id/transferred', requireActivity('B0360'), (context) => show(context))
  routes.post('/patients/:id/transferred', requireActivity('B0380'), async (context) => {
    const { entry = '', decision, code, reason } = await readForm(context)
    const patientId = context.req.param('id')
    try {
      review(context.get('work'), { entry, decision: decision === 'confirm' ? 'confirm' : 'dismiss', ...(code && { code }), ...(reason && { reason }) })
    } catch (error) {
      if (error instanceof Refusal) return show(context, error)
      throw error
    }
    return context.redirect(`/patients/${patientId}/transferred`, 303)
  })
}

function show(context: RequestContext, refusal?: Refusal): Response {
  const patientId = context.req.param('id') ?? ''
  const list = transferredRecord(context.get('work'), patientId).map((entry) => ({ marks: [], ...entry, kindWords: KINDS[entry.kind], stateWords: STATES[entry.state] }))
  return renderPatientPage(context, patientId, 'gp2gp/templates/transferred.njk', { title: 'Record from other practices', list }, refusal)
}
