import type { Routes } from '../../area.ts'
import { audited } from '../../audit/audited.ts'
import { patientsOf } from '../../demographics/patients.ts'
import { collection, searchset } from '../../fhir/bundle.ts'
import { parameters, ParametersReader } from '../../fhir/parameters.ts'
import { concept, SYSTEM, type Resource } from '../../fhir/resource.ts'
import { fhir, readResource } from '../../http/respond.ts'
import { isObject, type JsonObject } from '../../national/json.ts'
import { requireActivity } from '../../session/permission.ts'
import type { Work } from '../../work.ts'
import { accessOf, ONLINE_SERVICES } from '../online-access.ts'
import { r4Plan } from '../prescriptions/r4.ts'
import { addRepeat, findRepeat, repeatsOf, stopRepeat } from '../prescriptions/repeats.ts'
import { decideRequest, requestsOf, type RepeatRequest } from '../prescriptions/requests.ts'
import { fileLetter, reviewLetter, type Letter } from '../record/letters.ts'
import { arrangeAccess, offered, switchServices } from './arrange.ts'

/** The practice's side of patients' online services, over FHIR R4. */
export function onlineServicesApi(routes: Routes): void {
  const services = (work: Work) => parameters(Object.entries(offered(work)).map(([name, valueBoolean]) => ({ name, valueBoolean })))

  routes.get('/Organization/$online-services', requireActivity('B0820'), (context) => fhir(context, services(context.get('work'))))
  routes.post('/Organization/$online-services', async (context) => {
    const asked = new ParametersReader(await readResource(context))
    switchServices(
      context.get('work'),
      Object.fromEntries(ONLINE_SERVICES.flatMap((name) => (asked.all(name).length > 0 ? [[name, asked.boolean(name)]] : []))),
    )
    return fhir(context, services(context.get('work')))
  })

  routes.get('/Patient/:id/$online-access', requireActivity('B0825'), (context) => {
    const work = context.get('work')
    const { id } = patientsOf(work.services).get(context.req.param('id'))
    audited(work, { event: 'online-access-viewed', action: 'R', patientId: id })
    return fhir(context, fhirAccess(work, id))
  })
  routes.post('/Patient/:id/$online-access', async (context) => {
    const work = context.get('work')
    const asked = new ParametersReader(await readResource(context))
    const text = (name: string) => asked.text(name) ?? ''
    const patientId = context.req.param('id')
    arrangeAccess(work, patientId, {
      effectiveDate: text('effectiveDate') || work.services.clock.today(),
      current: text('record'),
      historical: text('historical') || text('record'),
      prescriptions: text('prescriptions'),
      appointments: asked.boolean('appointments'),
    })
    return fhir(context, fhirAccess(work, patientId))
  })

  medicationRoutes(routes)
  letterRoutes(routes)
}

function medicationRoutes(routes: Routes): void {
  routes.get('/Patient/:id/$repeats', requireActivity('B0360', 'B0370'), (context) => {
    const work = context.get('work')
    const { id, nhsNumber } = patientsOf(work.services).get(context.req.param('id'))
    audited(work, { event: 'repeats-viewed', action: 'R', patientId: id })
    return fhir(context, collection(repeatsOf(work.services, id).map((repeat) => r4Plan(repeat, { nhsNumber, name: '' }))))
  })
  routes.post('/Patient/:id/$add-repeat', async (context) => {
    const work = context.get('work')
    const asked = new ParametersReader(await readResource(context))
    const text = (name: string) => asked.text(name) ?? ''
    const number = (name: string) => Number(asked.all(name)[0]?.['valueInteger'] ?? asked.all(name)[0]?.['valueDecimal'])
    const patientId = context.req.param('id')
    const repeat = addRepeat(work, patientId, {
      code: text('code'),
      term: text('term'),
      dosage: text('dosage'),
      quantity: number('quantity'),
      unit: text('unit'),
      days: number('days'),
      ...(asked.boolean('confidential') && { confidential: true }),
      ...(asked.boolean('notForPatient') && { notForPatient: true }),
      issuedOn: asked
        .all('issuedOn')
        .flatMap((each) => [each['valueDate'] ?? each['valueString']].filter((value) => typeof value === 'string')),
    })
    const { nhsNumber } = patientsOf(work.services).get(patientId)
    return fhir(context, r4Plan(repeat, { nhsNumber, name: '' }), { status: 201, location: `/FHIR/R4/MedicationRequest/${repeat.id}` })
  })
  routes.post('/Patient/:id/$stop-repeat', async (context) => {
    const asked = new ParametersReader(await readResource(context))
    const { id, active } = stopRepeat(context.get('work'), context.req.param('id'), asked.text('repeat') ?? '')
    return fhir(
      context,
      parameters([
        { name: 'repeat', valueString: id },
        { name: 'active', valueBoolean: active },
      ]),
    )
  })

  routes.get('/Patient/:id/$repeat-requests', requireActivity('B0360', 'B0370'), (context) => {
    const work = context.get('work')
    const { id } = patientsOf(work.services).get(context.req.param('id'))
    audited(work, { event: 'repeat-requests-viewed', action: 'R', patientId: id })
    return fhir(context, searchset(requestsOf(work.services, id).map((request) => ({ resource: fhirRequest(work, request) }))))
  })
  routes.post('/Patient/:id/$decide-repeat-request', async (context) => {
    const work = context.get('work')
    const asked = new ParametersReader(await readResource(context))
    const decided = decideRequest(work, {
      patientId: context.req.param('id'),
      id: asked.text('request') ?? '',
      accepted: asked.boolean('accepted'),
      reason: asked.text('reason') ?? '',
    })
    return fhir(context, fhirRequest(work, decided))
  })
}

function letterRoutes(routes: Routes): void {
  routes.post('/DocumentReference', async (context) => {
    const letter = fileLetter(context.get('work'), letterIn(await readResource(context)))
    return fhir(context, fhirLetter(letter), { status: 201, location: `/FHIR/R4/DocumentReference/${letter.id}` })
  })
  routes.post('/DocumentReference/:id/$review', (context) =>
    fhir(context, fhirLetter(reviewLetter(context.get('work'), context.req.param('id')))),
  )
}

const fhirAccess = ({ services }: Work, patientId: string): Resource => {
  const { effectiveDate, current, historical, prescriptions, appointments } = accessOf(services, patientId)
  return parameters([
    { name: 'effectiveDate', valueDate: effectiveDate },
    { name: 'record', valueCode: current },
    { name: 'historical', valueCode: historical },
    { name: 'prescriptions', valueCode: prescriptions },
    { name: 'appointments', valueBoolean: appointments },
  ])
}

const fhirRequest = (
  { services }: Work,
  { id, patientId, repeatId, status, reason, note, pharmacy, authoredAt, changedAt }: RepeatRequest,
): Resource => ({
  resourceType: 'Task',
  id,
  status,
  intent: 'order',
  ...(reason !== undefined && { statusReason: { text: reason } }),
  focus: { reference: `MedicationRequest/${repeatId}`, display: findRepeat(services, repeatId)?.term },
  for: { reference: `Patient/${patientId}` },
  authoredOn: authoredAt,
  lastModified: changedAt,
  ...(note !== undefined && { note: [{ text: note }] }),
  ...(pharmacy !== undefined && { restriction: { recipient: [{ identifier: { system: SYSTEM.odsCode, value: pharmacy } }] } }),
})

const fhirLetter = ({ id, patientId, description, createdAt, filedAt, reviewed, contentType }: Letter): Resource => ({
  resourceType: 'DocumentReference',
  id,
  status: 'current',
  docStatus: reviewed ? 'final' : 'preliminary',
  type: concept(SYSTEM.snomed, '823691000000103', 'Clinical letter'),
  subject: { reference: `Patient/${patientId}` },
  date: filedAt,
  description,
  content: [{ attachment: { contentType, creation: createdAt } }],
})

function letterIn(body: JsonObject): Pick<Letter, 'patientId' | 'description' | 'createdAt' | 'contentType' | 'content'> {
  const subject = isObject(body['subject']) ? body['subject']['reference'] : undefined
  const content = Array.isArray(body['content']) ? body['content'].find(isObject) : undefined
  const attachment = isObject(content?.['attachment']) ? content['attachment'] : {}
  const text = (value: unknown) => (typeof value === 'string' ? value.trim() : '')
  return {
    patientId: text(subject).replace('Patient/', ''),
    description: text(body['description']),
    createdAt: text(attachment['creation']),
    contentType: text(attachment['contentType']) || 'application/octet-stream',
    content: text(attachment['data']),
  }
}
