import type { RequestContext, Routes } from '../area.ts'
import { renderPatientPage } from '../demographics/patient-page.ts'
import { patientsOf } from '../demographics/patients.ts'
import { readForm } from '../pages/forms.ts'
import { Refusal } from '../refusal.ts'
import { requireActivity } from '../session/permission.ts'
import { decideParts, partsOfDocument } from './parts.ts'
import { documentsOf, matchDocument, openDocument, reviewDocument, unmatchedDocuments } from './work-on-document.ts'

const READER = requireActivity('B0360')

/** How each state reads on screen, of a part of a document and of the whole. */
const PART_WORDS = { proposed: 'to be decided', filed: 'taken over', 'left-out': 'left out', replaced: 'replaced' } as const
const WORDS = { unmatched: 'Nobody knows whose it is', 'to-review': 'To be reviewed', reviewed: 'Reviewed', replaced: 'Replaced by another' } as const

/** Documents from elsewhere on screen: a patient's, and those that are nobody's yet. */
export function documentPages(routes: Routes): void {
  routes.get('/patients/:id/documents', READER, (context) => show(context))

  routes.post('/patients/:id/documents/review', async (context) => {
    const { document = '' } = await readForm(context)
    const patientId = context.req.param('id')
    const work = context.get('work')
    try {
      if (openDocument(work, document).patientId !== patientId) throw new Refusal('not-found', 'There is no such document of this patient.')
      reviewDocument(work, document)
    } catch (error) {
      if (error instanceof Refusal) return show(context, error)
      throw error
    }
    return context.redirect(`/patients/${patientId}/documents`, 303)
  })

  routes.post('/patients/:id/documents/take-over', async (context) => {
    const { document = '', ...form } = await readForm(context)
    const patientId = context.req.param('id')
    const work = context.get('work')
    try {
      if (openDocument(work, document).patientId !== patientId) throw new Refusal('not-found', 'There is no such document of this patient.')
      decideParts(work, document, Object.keys(form).flatMap((name) => /^part-(\d+)$/.exec(name)?.[1] ?? []).map(Number))
    } catch (error) {
      if (error instanceof Refusal) return show(context, error)
      throw error
    }
    return context.redirect(`/patients/${patientId}/documents`, 303)
  })

  // The file comes from elsewhere: it is handed down to be kept or opened by itself, never as a page of ours.
  routes.get('/documents/:id/files/:number', READER, (context) => {
    const { contents } = openDocument(context.get('work'), context.req.param('id')).document
    const content = contents[Number(context.req.param('number')) - 1]
    if (!content) throw new Refusal('not-found', 'This document has no such file.')
    return context.body(new Uint8Array(Buffer.from(content.base64, 'base64')), 200, {
      'content-type': content.contentType,
      'content-disposition': `attachment; filename="document-${context.req.param('id')}"`,
    })
  })

  routes.get('/documents', READER, (context) => list(context))

  routes.post('/documents/match', READER, async (context) => {
    const { document = '', nhsNumber = '' } = await readForm(context)
    const work = context.get('work')
    try {
      const patient = patientsOf(work.services).byNhsNumber(nhsNumber.replaceAll(' ', ''))
      if (!patient) throw new Refusal('not-found', [{ text: 'Nobody on the practice list has this NHS number.', field: 'nhsNumber' }])
      matchDocument(work, document, patient.id)
      return context.redirect(`/patients/${patient.id}/documents`, 303)
    } catch (error) {
      if (error instanceof Refusal) return list(context, error)
      throw error
    }
  })
}

function show(context: RequestContext, refusal?: Refusal): Response {
  const patientId = context.req.param('id') ?? ''
  const { services } = context.get('work')
  const found = documentsOf(context.get('work'), patientId).map((document) => {
    const parts = partsOfDocument(services, document).map((each) => ({ ...each, words: PART_WORDS[each.state] }))
    return { ...document, words: WORDS[document.state], parts, undecided: parts.some(({ state }) => state === 'proposed') }
  })
  return renderPatientPage(context, patientId, 'documents/templates/documents.njk', { title: 'Documents', list: found }, refusal)
}

function list(context: RequestContext, refusal?: Refusal): Response {
  const { pages } = context.get('services')
  return pages.render(context, 'documents/templates/unmatched.njk', { title: 'Documents without a patient', list: unmatchedDocuments(context.get('work')), problem: refusal?.message }, refusal ? 422 : 200)
}
