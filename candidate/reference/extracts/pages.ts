import type { RequestContext, Routes } from '../area.ts'
import { audited } from '../audit/audited.ts'
import { patientsOf } from '../demographics/patients.ts'
import { readForm } from '../pages/forms.ts'
import { Refusal } from '../refusal.ts'
import { requireActivity } from '../session/permission.ts'
import { submissionsStore } from './submissions-store.ts'
import { decideTypeOne, optedOutHere } from './type-one.ts'

/** How each state reads on screen. */
const WORDS = { asking: 'Waiting to hear who has opted out', queued: 'To be sent', sent: 'Sent', undelivered: 'Not delivered', withheld: 'Nothing sent' } as const

/** What left the practice, and what has become of it; and who has told the practice to keep what is theirs. */
export function extractPages(routes: Routes): void {
  routes.get('/extracts', requireActivity('B0062'), (context) => {
    const work = context.get('work')
    audited(work, { event: 'extracts-viewed', action: 'R' })
    const list = submissionsStore(work.services).list().map((submission) => ({ ...submission, words: WORDS[submission.state] }))
    return work.services.pages.render(context, 'extracts/templates/extracts.njk', { title: 'Reports and extracts', list })
  })

  routes.get('/data-opt-outs', requireActivity('B0820'), (context) => show(context))

  routes.post('/data-opt-outs', requireActivity('B0825'), async (context) => {
    const { nhsNumber = '', decision } = await readForm(context)
    const work = context.get('work')
    const patient = patientsOf(work.services).byNhsNumber(nhsNumber.replaceAll(' ', ''))
    if (!patient) return show(context, new Refusal('not-found', 'Nobody on the practice list has this NHS number.'))
    decideTypeOne(work, patient.id, decision === 'out')
    return context.redirect('/data-opt-outs', 303)
  })
}

function show(context: RequestContext, refusal?: Refusal): Response {
  const work = context.get('work')
  audited(work, { event: 'type-one-opt-outs-viewed', action: 'R' })
  return work.services.pages.render(context, 'extracts/templates/opt-outs.njk', { title: 'Type 1 opt-outs', list: optedOutHere(work.services), problem: refusal?.message }, refusal?.status ?? 200)
}
