import type { Routes } from '../area.ts'
import { audited } from '../audit/audited.ts'
import { patientsOf } from '../demographics/patients.ts'
import { parameters, ParametersReader, type Parameter } from '../fhir/parameters.ts'
import { fhir, readResource } from '../http/respond.ts'
import { requireActivity } from '../session/permission.ts'
import { ADVICE, type Advice, type FitNote } from './fit-note.ts'
import { issueFitNote } from './issue-fit-note.ts'
import { printFitNote } from './print-fit-note.ts'
import { fitNotesStore } from './store.ts'

const shown = ({ id, assessedOn, diagnosis, fitness, advice, comments, from, to, issuer, issuedAt, template }: FitNote): Parameter => ({
  name: 'fitNote',
  part: [
    { name: 'id', valueString: id },
    { name: 'assessedOn', valueDate: assessedOn },
    { name: 'diagnosis', valueString: diagnosis },
    { name: 'fitness', valueCode: fitness },
    ...advice.map((each) => ({ name: 'advice', valueCode: each })),
    ...(comments === '' ? [] : [{ name: 'comments', valueString: comments }]),
    { name: 'from', valueDate: from },
    { name: 'to', valueDate: to },
    { name: 'issuer', valueIdentifier: { system: 'https://fhir.nhs.uk/Id/sds-user-id', value: issuer.id } },
    { name: 'issuerName', valueString: issuer.name },
    { name: 'profession', valueString: issuer.profession },
    { name: 'issuedAt', valueDateTime: issuedAt },
    { name: 'template', valueString: template },
  ],
})

const isAdvice = (value: unknown): value is Advice => typeof value === 'string' && value in ADVICE

/** Fit notes, as operations: FHIR has no resource for them. */
export function fitNotesApi(routes: Routes): void {
  routes.post('/Patient/:id/$issue-fit-note', async (context) => {
    const body = new ParametersReader(await readResource(context))
    const text = (name: string) => body.text(name) ?? ''
    const content = {
      assessedOn: text('assessedOn'),
      diagnosisCode: text('diagnosisCode'),
      diagnosis: text('diagnosis'),
      fitness: text('fitness') as FitNote['fitness'],
      advice: body.all('advice').flatMap(({ valueCode }) => (isAdvice(valueCode) ? [valueCode] : [])),
      comments: text('comments'),
      from: text('from'),
      to: text('to'),
      withinSixMonths: body.boolean('withinSixMonths'),
      reassess: body.boolean('reassess'),
    }
    return fhir(context, parameters([shown(issueFitNote(context.get('work'), context.req.param('id'), content, body.text('issuer')))]))
  })

  routes.get('/Patient/:id/$fit-notes', requireActivity('B0360'), (context) => {
    const work = context.get('work')
    const { id } = patientsOf(work.services).get(context.req.param('id'))
    audited(work, { event: 'fit-notes-viewed', action: 'R', patientId: id })
    return fhir(context, parameters(fitNotesStore(work.services).ofPatient(id).map(shown)))
  })

  routes.post('/Patient/:id/$print-fit-note', async (context) => {
    const id = new ParametersReader(await readResource(context)).text('fitNote') ?? ''
    const lines = printFitNote(context.get('work'), context.req.param('id'), id)
    return fhir(context, parameters(lines.map((line) => ({ name: 'line', valueString: line }))))
  })
}
