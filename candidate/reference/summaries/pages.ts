import type { RequestContext, Routes } from '../area.ts'
import { patientsOf } from '../demographics/patients.ts'
import { renderPatientPage } from '../demographics/patient-page.ts'
import { readForm, type Form } from '../pages/forms.ts'
import { Refusal } from '../refusal.ts'
import { requireActivity } from '../session/permission.ts'
import { bringUpToDate, statusOf } from './bring-up-to-date.ts'
import { setPreference } from './set-preference.ts'
import type { SummaryStatus, ViewedSummary } from './summary.ts'
import { viewSummary } from './view-summary.ts'

const STATES = {
  current: 'What the record says is with the Summary Care Record, as far as it was sent from here.',
  waiting: 'The last upload did not get through. It is tried again by itself.',
  arrived: 'The last upload has been sent. Spine has not said yet what became of it.',
  failed: 'The last upload was given up. Somebody has to see to it.',
  withheld: 'Nothing is uploaded for this patient.',
} as const

/** A patient's Summary Care Record on screen: the patient's wish, how the upload stands, and looking at it. */
export function summariesPages(routes: Routes): void {
  routes.get('/patients/:id/summary', requireActivity('B0825', 'B0370'), (context) => show(context))

  const submitted = (path: string, act: (context: RequestContext, patientId: string, form: Form) => Promise<ViewedSummary | void>) =>
    routes.post(`/patients/:id/summary${path}`, async (context) => {
      const form = await readForm(context)
      const id = context.req.param('id') ?? ''
      try {
        const summary = await act(context, id, form)
        return summary ? show(context, form, { summary }) : context.redirect(`/patients/${id}/summary`, 303)
      } catch (error) {
        if (error instanceof Refusal) return show(context, form, { refusal: error })
        throw error
      }
    })

  submitted('/preference', async (context, patientId, { preference }) => void (await setPreference(context.get('work'), { patientId, preference })))
  submitted('/send', async (context, patientId) => void (await bringUpToDate(context.get('work'), patientId)))
  submitted('/view', (context, patientId, { ground, why }) => viewSummary(context.get('work'), { patientId, ground: ground || undefined, why: why?.trim() || undefined }))
}

function show(context: RequestContext, form: Form = {}, { summary, refusal }: { summary?: ViewedSummary; refusal?: Refusal } = {}): Response {
  const work = context.get('work')
  const patientId = context.req.param('id') ?? ''
  const status = statusOf(work, patientsOf(work.services).get(patientId))
  return renderPatientPage(context, patientId, 'summaries/templates/summary.njk', { title: 'Summary Care Record', form, status, words: wordsFor(status), summary }, refusal)
}

/** How the upload stands, in words. One that waits and has no trouble waits for Spine. */
const wordsFor = ({ state, problem }: SummaryStatus): string => STATES[state === 'waiting' && problem === undefined ? 'arrived' : state]
