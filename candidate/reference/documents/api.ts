import type { Routes } from '../area.ts'
import { searchset } from '../fhir/bundle.ts'
import { ParametersReader } from '../fhir/parameters.ts'
import { fhir, readResource } from '../http/respond.ts'
import { Refusal } from '../refusal.ts'
import { documentId, fhirDocument } from './fhir-document.ts'
import { fhirPart } from './fhir-part.ts'
import { decideParts, partsOfPatient } from './parts.ts'
import { documentsOf, matchDocument, openDocument, reviewDocument, unmatchedDocuments } from './work-on-document.ts'

/** Documents from elsewhere over FHIR R4. Who may is checked by the operations. */
export function documentsApi(routes: Routes): void {
  routes.get('/DocumentReference', (context) => {
    const work = context.get('work')
    const { patient, unmatched } = context.req.query()
    if (unmatched !== 'true' && !patient) throw new Refusal('invalid', 'Say whose documents: patient=Patient/..., or unmatched=true.')
    const found = unmatched === 'true' ? unmatchedDocuments(work) : documentsOf(work, patient!.replace('Patient/', ''))
    return fhir(context, searchset(found.map((document) => ({ resource: fhirDocument(document, false) }))))
  })

  routes.get('/DocumentReference/:id', (context) => {
    const document = openDocument(context.get('work'), documentId(context.req.param('id')))
    return fhir(context, fhirDocument(document, true), { version: document.version })
  })

  routes.post('/DocumentReference/:id/$match', async (context) => {
    const patient = new ParametersReader(await readResource(context)).text('patient')
    if (patient === undefined) throw new Refusal('invalid', 'Say whose it is: patient.')
    const document = matchDocument(context.get('work'), documentId(context.req.param('id')), patient.replace('Patient/', ''))
    return fhir(context, fhirDocument(document, false), { version: document.version })
  })

  routes.post('/DocumentReference/:id/$mark-reviewed', (context) => {
    const document = reviewDocument(context.get('work'), documentId(context.req.param('id')))
    return fhir(context, fhirDocument(document, false), { version: document.version })
  })

  routes.get('/Patient/:id/$from-elsewhere', (context) =>
    fhir(context, searchset(partsOfPatient(context.get('work'), context.req.param('id')).map((part) => ({ resource: fhirPart(part) })))),
  )

  routes.post('/DocumentReference/:id/$take-over', async (context) => {
    const numbers = new ParametersReader(await readResource(context)).all('part').map((parameter) => parameter['valueInteger'])
    if (!numbers.every((number) => typeof number === 'number')) throw new Refusal('invalid', 'Name the parts by their numbers: part.')
    const parts = decideParts(context.get('work'), documentId(context.req.param('id')), numbers)
    return fhir(context, searchset(parts.map((part) => ({ resource: fhirPart(part) }))))
  })
}
