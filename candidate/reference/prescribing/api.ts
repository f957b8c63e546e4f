import type { Routes } from '../area.ts'
import { audited } from '../audit/audited.ts'
import { patientsOf } from '../demographics/patients.ts'
import { searchset } from '../fhir/bundle.ts'
import { parameters, ParametersReader } from '../fhir/parameters.ts'
import { fhir, ifMatch, readResource } from '../http/respond.ts'
import { requireActivity } from '../session/permission.ts'
import { cancelPrescribed } from './cancel-item.ts'
import { changeItem, demandPreparer, discardItem, draftItem } from './draft-item.ts'
import { contentIn, fhirItem, prescriptionParameters, signingIn } from './fhir-item.ts'
import { itemsStore } from './items-store.ts'
import { signingList } from './signing-list.ts'
import { sendAgain } from './send-prescription.ts'
import { finishRemoteSignature, requestRemoteSignature } from './remote-signing.ts'
import { signItems } from './sign-items.ts'

const VIEW = requireActivity('B0360', 'B0370')

/** Medication and prescriptions over FHIR R4. Whoever changes anything is checked by the operation. */
export function prescribingApi(routes: Routes): void {
  routes.post('/MedicationRequest', async (context) => {
    const work = context.get('work')
    const item = draftItem(work, contentIn(await readResource(context)))
    return fhir(context, fhirItem(work.services, item), {
      status: 201,
      version: item.version,
      location: `/FHIR/R4/MedicationRequest/${item.id}`,
    })
  })

  routes.put('/MedicationRequest/:id', async (context) => {
    const work = context.get('work')
    const version = ifMatch(context)
    const { content, acknowledgements } = contentIn(await readResource(context))
    const item = changeItem(work, { id: context.req.param('id'), version, content, acknowledgements })
    return fhir(context, fhirItem(work.services, item), { version: item.version })
  })

  routes.post('/MedicationRequest/:id/$discard', (context) => {
    const work = context.get('work')
    const item = discardItem(work, { id: context.req.param('id'), version: ifMatch(context) })
    return fhir(context, fhirItem(work.services, item), { version: item.version })
  })

  routes.post('/MedicationRequest/$sign', async (context) => {
    const { shortId, status } = await signItems(context.get('work'), signingIn(await readResource(context)))
    return fhir(context, parameters(prescriptionParameters(shortId, status)))
  })

  routes.post('/MedicationRequest/$request-signature', async (context) => {
    const { id, redirect } = await requestRemoteSignature(context.get('work'), signingIn(await readResource(context)))
    return fhir(
      context,
      parameters([
        { name: 'signing', valueString: id },
        { name: 'redirect', valueUrl: redirect },
      ]),
    )
  })

  routes.post('/MedicationRequest/$finish-signature', async (context) => {
    const asked = new ParametersReader(await readResource(context))
    const { shortId, status } = await finishRemoteSignature(context.get('work'), asked.text('signing') ?? '')
    return fhir(context, parameters(prescriptionParameters(shortId, status)))
  })

  routes.post('/MedicationRequest/$send', async (context) => {
    const asked = new ParametersReader(await readResource(context))
    const { shortId, status } = await sendAgain(context.get('work'), asked.text('prescriptionId') ?? '')
    return fhir(context, parameters(prescriptionParameters(shortId, status)))
  })

  routes.post('/MedicationRequest/:id/$cancel', async (context) => {
    const asked = new ParametersReader(await readResource(context))
    const reason = asked.text('reason')
    const { cancellation, status } = await cancelPrescribed(context.get('work'), {
      id: context.req.param('id'),
      ...(reason !== undefined && { reason }),
    })
    return fhir(
      context,
      parameters([
        { name: 'outcome', valueCode: cancellation?.outcome },
        { name: 'text', valueString: cancellation?.text },
        { name: 'state', valueCode: status },
      ]),
    )
  })

  routes.get('/MedicationRequest', VIEW, (context) => {
    const work = context.get('work')
    const { services } = work
    const { patient, status } = context.req.query()
    const store = itemsStore(services)
    if (patient === undefined) {
      demandPreparer(work)
      audited(work, { event: 'signing-list-viewed', action: 'R' })
      return fhir(context, searchset(signingList(work, store.drafts()).map((item) => ({ resource: fhirItem(services, item) }))))
    }
    const { id } = patientsOf(services).get(patient.replace('Patient/', ''))
    audited(work, { event: 'medication-viewed', action: 'R', patientId: id })
    const found = store.ofPatient(id).map((item) => fhirItem(services, item))
    return fhir(
      context,
      searchset(found.filter((resource) => status === undefined || resource['status'] === status).map((resource) => ({ resource }))),
    )
  })

  routes.get('/MedicationRequest/:id', VIEW, (context) => {
    const work = context.get('work')
    const item = itemsStore(work.services).get(context.req.param('id'))
    audited(work, { event: 'medication-viewed', action: 'R', patientId: item.patientId, subject: `MedicationRequest/${item.id}` })
    return fhir(context, fhirItem(work.services, item), { version: item.version })
  })
}
