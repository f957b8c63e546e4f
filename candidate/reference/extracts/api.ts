import type { Routes } from '../area.ts'
import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { patientsOf } from '../demographics/patients.ts'
import { parameters, ParametersReader, type Parameter } from '../fhir/parameters.ts'
import { fhir, readResource } from '../http/respond.ts'
import { requireActivity } from '../session/permission.ts'
import { decideOnCollection } from './agreements.ts'
import { disclose } from './disclose.ts'
import { recordFgm } from './fgm.ts'
import { submissionsStore, type Submission } from './submissions-store.ts'
import { submitOnDemand } from './submit-report.ts'
import { liveSince } from './terminology-usage.ts'
import { decideTypeOne, hasOptedOut } from './type-one.ts'

const MANAGE = requireActivity('B0062')

/** How many were left out, and why, for whoever answers for the disclosure. */
export const excludedShown = behaviour('extracts.excludedShown', ({ typeOne, national }: Submission): { here: number; nationally: number } => ({ here: typeOne, nationally: national }))

const shown = (submission: Submission): Parameter => shownWith(submission, excludedShown(submission))

const shownWith = ({ reference, kind, title, from, to, state, records, problem }: Submission, { here, nationally }: ReturnType<typeof excludedShown>): Parameter => ({
  name: 'extract',
  part: [
    { name: 'reference', valueString: reference },
    { name: 'kind', valueCode: kind },
    { name: 'title', valueString: title },
    ...(from === undefined ? [] : [{ name: 'from', valueDate: from }]),
    ...(to === undefined ? [] : [{ name: 'to', valueDate: to }]),
    { name: 'state', valueCode: state },
    { name: 'records', valueInteger: records },
    { name: 'excludedHere', valueInteger: here },
    { name: 'excludedNationally', valueInteger: nationally },
    ...(problem === undefined ? [] : [{ name: 'problem', valueString: problem }]),
  ],
})

/** What leaves the practice beyond messages about a patient's care, and who keeps out of it. */
export function extractsApi(routes: Routes): void {
  routes.get('/$extracts', MANAGE, (context) => {
    const work = context.get('work')
    audited(work, { event: 'extracts-viewed', action: 'R' })
    return fhir(context, parameters([{ name: 'liveSince', valueDate: liveSince(work.services) }, ...submissionsStore(work.services).list().map(shown)]))
  })

  routes.post('/$submit-extract', async (context) => {
    const body = new ParametersReader(await readResource(context))
    return fhir(context, parameters([shown(submitOnDemand(context.get('work'), body.text('kind') ?? '', body.text('day') ?? ''))]))
  })

  routes.post('/$disclose', async (context) => {
    const body = new ParametersReader(await readResource(context))
    const text = (name: string) => body.text(name) ?? ''
    const codes = body.all('code').flatMap(({ valueCode, valueString = valueCode }) => (typeof valueString === 'string' ? [valueString] : []))
    const wanted = { bornFrom: text('bornFrom'), bornTo: text('bornTo'), recordedFrom: text('recordedFrom'), recordedTo: text('recordedTo'), codes }
    return fhir(context, parameters([shown(disclose(context.get('work'), { purpose: text('purpose'), recipient: text('recipient'), wanted }))]))
  })

  routes.post('/$agree-to-collection', async (context) => {
    const body = new ParametersReader(await readResource(context))
    const [collection, agreed] = [body.text('collection') ?? '', body.boolean('agreed')]
    decideOnCollection(context.get('work'), collection, agreed)
    return fhir(context, parameters([{ name: 'collection', valueString: collection }, { name: 'agreed', valueBoolean: agreed }]))
  })

  routes.get('/Patient/:id/$data-opt-out', requireActivity('B0820'), (context) => {
    const work = context.get('work')
    const { id } = patientsOf(work.services).get(context.req.param('id'))
    audited(work, { event: 'type-one-opt-out-viewed', action: 'R', patientId: id })
    return fhir(context, parameters([{ name: 'optedOut', valueBoolean: hasOptedOut(work.services, id) }]))
  })

  routes.post('/Patient/:id/$data-opt-out', async (context) => {
    const out = new ParametersReader(await readResource(context)).boolean('optedOut')
    decideTypeOne(context.get('work'), context.req.param('id'), out)
    return fhir(context, parameters([{ name: 'optedOut', valueBoolean: out }]))
  })

  routes.post('/Patient/:id/$record-fgm', async (context) => {
    const body = new ParametersReader(await readResource(context))
    const text = (name: string) => body.text(name) ?? ''
    recordFgm(context.get('work'), { patientId: context.req.param('id'), type: text('type'), identifiedOn: text('identifiedOn'), how: text('how'), note: text('note'), objects: body.boolean('objects') })
    return fhir(context, parameters([]))
  })
}
