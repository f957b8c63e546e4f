import type { RequestContext, Routes } from '../area.ts'
import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { renderPatientPage } from '../demographics/patient-page.ts'
import { readForm, type Form } from '../pages/forms.ts'
import { Refusal } from '../refusal.ts'
import { holds, requireActivity } from '../session/permission.ts'
import type { Work } from '../work.ts'
import { ADVICE, type Advice, type FitNote } from './fit-note.ts'
import { issueFitNote, professionOf } from './issue-fit-note.ts'
import { printFitNote } from './print-fit-note.ts'
import { fitNotesStore } from './store.ts'

/** Whether the form is on the page: for whoever may issue a note, and nobody else. */
export const formOffered = behaviour('fitNotes.formOffered', (work: Work): boolean => holds(work.role, 'B0380') && professionOf(work) !== undefined)

/** A patient's fit notes on screen: those on record, each to be printed; a form for another, for those who may issue one. */
export function fitNotePages(routes: Routes): void {
  routes.get('/patients/:id/fit-notes', requireActivity('B0360'), (context) => show(context))

  routes.post('/patients/:id/fit-notes', requireActivity('B0380'), async (context) => {
    const form = await readForm(context)
    const text = (name: string) => form[name] ?? ''
    try {
      issueFitNote(context.get('work'), context.req.param('id'), {
        assessedOn: text('assessedOn'),
        diagnosisCode: text('diagnosisCode'),
        diagnosis: text('diagnosis'),
        fitness: text('fitness') as FitNote['fitness'],
        advice: (Object.keys(ADVICE) as Advice[]).filter((each) => text(each) === 'yes'),
        comments: text('comments'),
        from: text('from'),
        to: text('to'),
        withinSixMonths: text('withinSixMonths') !== 'no',
        reassess: text('reassess') === 'yes',
      })
    } catch (error) {
      if (error instanceof Refusal && error.code === 'invalid') return show(context, form, error)
      throw error
    }
    return context.redirect(`/patients/${context.req.param('id')}/fit-notes`, 303)
  })

  // Printing counts: from the second on it is a duplicate. So it is asked for with a form, and not by following a link.
  routes.post('/patients/:id/fit-notes/:note/print', requireActivity('B0360'), (context) => {
    const { id, note } = context.req.param()
    const lines = printFitNote(context.get('work'), id, note)
    return renderPatientPage(context, id, 'fit-notes/templates/print.njk', { title: 'Fit note', lines })
  })
}

function show(context: RequestContext, form: Form = {}, refusal?: Refusal): Response {
  const work = context.get('work')
  const patientId = context.req.param('id') ?? ''
  const list = fitNotesStore(work.services).ofPatient(patientId)
  audited(work, { event: 'fit-notes-viewed', action: 'R', patientId })
  return renderPatientPage(context, patientId, 'fit-notes/templates/fit-notes.njk', { title: 'Fit notes', list, form, advice: ADVICE, profession: professionOf(work), formOffered: formOffered(work) }, refusal)
}
