import type { Routes } from '../area.ts'
import { searchset } from '../fhir/bundle.ts'
import { ParametersReader } from '../fhir/parameters.ts'
import { fhir, readResource } from '../http/respond.ts'
import { audited } from '../audit/audited.ts'
import { Refusal } from '../refusal.ts'
import { requireActivity } from '../session/permission.ts'
import { fhirMessage, messageIn } from './fhir-message.ts'
import { messagesTo } from './list-messages.ts'
import { messagesStore } from './messages-store.ts'
import { sendAgain, sendMessage } from './send-message.ts'
import { setWish } from './wishes.ts'

const VIEW = requireActivity('B0825', 'B0370')

/** Messages to patients over FHIR R4. Who may write is checked by the operation. */
export function messagingApi(routes: Routes): void {
  routes.post('/Communication', async (context) => {
    const message = await sendMessage(context.get('work'), messageIn(await readResource(context)))
    return fhir(context, fhirMessage(message), { status: 201, version: message.version, location: `/FHIR/R4/Communication/${message.id}` })
  })

  routes.get('/Communication', VIEW, (context) => {
    const patientId = (context.req.query('patient') ?? '').replace('Patient/', '')
    if (patientId === '') throw new Refusal('invalid', 'Say whose messages: patient=Patient/...')
    return fhir(context, searchset(messagesTo(context.get('work'), patientId).map((message) => ({ resource: fhirMessage(message) }))))
  })

  routes.get('/Communication/:id', VIEW, (context) => {
    const work = context.get('work')
    const message = messagesStore(work.services).get(context.req.param('id'))
    audited(work, { event: 'message-viewed', action: 'R', patientId: message.patientId, subject: `Communication/${message.id}` })
    return fhir(context, fhirMessage(message), { version: message.version })
  })

  routes.post('/Communication/:id/$send-again', async (context) => {
    const asked = new ParametersReader(await readResource(context))
    const message = await sendAgain(context.get('work'), { id: context.req.param('id'), despiteDoubt: asked.boolean('despiteDoubt') })
    return fhir(context, fhirMessage(message), { version: message.version })
  })

  routes.post('/Patient/:id/$message-wish', async (context) => {
    const asked = new ParametersReader(await readResource(context))
    setWish(context.get('work'), { patientId: context.req.param('id'), wanted: asked.boolean('nhsApp') })
    return fhir(context, { resourceType: 'Parameters', parameter: [{ name: 'nhsApp', valueBoolean: asked.boolean('nhsApp') }] })
  })
}
