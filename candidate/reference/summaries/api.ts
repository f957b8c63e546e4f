import type { Routes } from '../area.ts'
import { parameters, ParametersReader, type Parameter } from '../fhir/parameters.ts'
import type { Resource } from '../fhir/resource.ts'
import { fhir, readResource } from '../http/respond.ts'
import { bringUpToDate } from './bring-up-to-date.ts'
import { chooseInterface } from './choose-interface.ts'
import { setPreference } from './set-preference.ts'
import type { SummaryStatus, ViewedSummary } from './summary.ts'
import { viewSummary } from './view-summary.ts'

/** Summary Care Records over FHIR R4. */
export function summariesApi(routes: Routes): void {
  routes.post('/Patient/:id/$send-summary', async (context) => {
    new ParametersReader(await readResource(context))
    return fhir(context, fhirStatus(await bringUpToDate(context.get('work'), context.req.param('id'))))
  })

  routes.post('/Patient/:id/$summary-preference', async (context) => {
    const asked = new ParametersReader(await readResource(context))
    return fhir(context, fhirStatus(await setPreference(context.get('work'), { patientId: context.req.param('id'), preference: asked.text('preference') })))
  })

  routes.post('/Organization/$summary-interface', async (context) => {
    const asked = new ParametersReader(await readResource(context))
    return fhir(context, parameters([code('interface', chooseInterface(context.get('work'), asked.text('interface')))]))
  })

  routes.post('/Patient/:id/$view-summary', async (context) => {
    const asked = new ParametersReader(await readResource(context))
    return fhir(context, fhirView(await viewSummary(context.get('work'), { patientId: context.req.param('id'), ground: asked.text('ground'), why: asked.text('why') })))
  })
}

const code = (name: string, valueCode: string): Parameter => ({ name, valueCode })
const string = (name: string, value: string | undefined): Parameter | false => value !== undefined && { name, valueString: value }

const fhirStatus = ({ state, preference, why, id, attempts, nextAt, problem }: SummaryStatus): Resource =>
  parameters([
    code('state', state),
    code('preference', preference),
    why !== undefined && code('why', why),
    string('summary', id),
    attempts !== undefined && { name: 'attempts', valueInteger: attempts },
    nextAt !== undefined && { name: 'next', valueInstant: nextAt },
    string('problem', problem),
  ])

const fhirView = ({ found, id, date, author, practice, sections }: ViewedSummary): Resource =>
  parameters([
    { name: 'found', valueBoolean: found },
    string('summary', id),
    date !== undefined && { name: 'date', valueDateTime: date },
    string('author', author),
    string('practice', practice),
    ...sections.map(({ title, text }) => ({ name: 'section', part: [{ name: 'title', valueString: title }, { name: 'text', valueString: text }] })),
  ])
