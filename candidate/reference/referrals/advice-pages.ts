import type { RequestContext, Routes } from '../area.ts'
import { renderPatientPage } from '../demographics/patient-page.ts'
import type { OfferedService } from '../national/ers/types.ts'
import { readForm, type Form } from '../pages/forms.ts'
import { Refusal } from '../refusal.ts'
import { requireActivity } from '../session/permission.ts'
import { ADVICE_WORDS } from './advice.ts'
import { adviceStore } from './advice-store.ts'
import { askAdvice } from './ask-advice.ts'
import { clinicianItems, codeOf, listsOf, priorityItems, spacedUbrn } from './choices.ts'
import { refreshAdvice } from './read-advice.ts'
import { searchServices } from './search-services.ts'
import { ensureOfPatient } from './why-not-refer.ts'

const VIEW = requireActivity('B0370')
const REFER = requireActivity('B1101', 'B1102')

/** Asking a specialist, and reading what they answer. */
export function advicePages(routes: Routes): void {
  routes.get('/patients/:id/ask-advice', REFER, (context) => showForm(context, context.req.query()))

  routes.post('/patients/:id/ask-advice', REFER, async (context) => {
    const form = await readForm(context)
    const patientId = context.req.param('id')
    try {
      const { specialties, clinicTypes } = await listsOf(context.get('work'))
      const { mayConvert, service = '' } = form
      const { id } = await askAdvice(context.get('work'), {
        patientId,
        priority: form['priority'] ?? '',
        specialty: codeOf(specialties, form['specialty'] ?? ''),
        clinicType: codeOf(clinicTypes, form['clinicType'] ?? ''),
        clinician: form['clinician'] ?? '',
        service: { id: service, name: form[`name-${service}`] ?? service },
        question: form['question'] ?? '',
        mayConvert: mayConvert === undefined ? undefined : mayConvert === 'yes',
        acknowledged: (form['acknowledged'] ?? '').split(' ').filter(Boolean),
      })
      return context.redirect(`/patients/${patientId}/advice/${id}`, 303)
    } catch (error) {
      if (error instanceof Refusal && error.code !== 'not-permitted') return showForm(context, form, error)
      throw error
    }
  })

  routes.get('/patients/:id/advice/:advice', VIEW, async (context) => {
    const kept = adviceStore(context.get('services')).get(context.req.param('advice'))
    ensureOfPatient(kept, context.req.param('id'))
    const show = (advice: typeof kept, refusal?: Refusal) => {
      const data = { title: 'Advice and guidance', advice, reference: spacedUbrn(advice.ubrn), words: ADVICE_WORDS[advice.national?.status ?? ''] ?? 'Not confirmed by e-RS' }
      return renderPatientPage(context, advice.patientId, 'referrals/templates/advice.njk', data, refusal)
    }
    try {
      return show(await refreshAdvice(context.get('work'), kept.id))
    } catch (error) {
      if (error instanceof Refusal && error.status >= 500) return show(kept, error)
      throw error
    }
  })
}

/** The form; once urgency and specialty are known, with the services that give advice. */
async function showForm(context: RequestContext, form: Form, refusal?: Refusal): Promise<Response> {
  const work = context.get('work')
  const patientId = context.req.param('id') ?? ''
  const lists = await listsOf(work)
  let services: OfferedService[] = []
  let problem = refusal
  if (form['priority'] && form['specialty'] && (form['clinician'] || !clinicianItems(work, undefined))) {
    try {
      services = await searchServices(work, {
        patientId,
        purpose: 'ADVICE_AND_GUIDANCE_REQUEST',
        priority: form['priority'],
        specialty: codeOf(lists.specialties, form['specialty']),
        clinicType: codeOf(lists.clinicTypes, form['clinicType'] ?? ''),
        clinician: form['clinician'] ?? '',
      })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      problem ??= error
    }
  }
  const data = {
    title: 'Ask a specialist for advice',
    form,
    ...lists,
    services,
    priorities: priorityItems(form['priority']),
    clinicians: clinicianItems(work, form['clinician']),
    acknowledged: refusal?.code === 'needs-confirmation' ? refusal.issues.flatMap(({ reason }) => reason ?? []).join(' ') : '',
  }
  return renderPatientPage(context, patientId, 'referrals/templates/ask-advice.njk', data, problem)
}
