import type { Area, Routes } from '../area.ts'
import { audited } from '../audit/audited.ts'
import { patientsOf } from '../demographics/patients.ts'
import { parameters, ParametersReader, type Parameter } from '../fhir/parameters.ts'
import { fhir, readResource } from '../http/respond.ts'
import type { Pointer } from '../national/nrl.ts'
import { Refusal } from '../refusal.ts'
import type { Services } from '../services.ts'
import { requireActivity } from '../session/permission.ts'
import { countRecords, findRecords, isFile, openRecord } from './find-records.ts'
import type { Plan } from './plan.ts'
import { planMigrations, plansStore } from './plans-store.ts'
import { publishPlan, sendPlan, withdrawPlan } from './publish-plan.ts'

function plansApi(routes: Routes): void {
  routes.post('/Patient/:id/$find-records-elsewhere', async (context) => {
    const asked = new ParametersReader(await readResource(context))
    return fhir(context, parameters((await findRecords(context.get('work'), context.req.param('id'), asked.text('type'))).map(recordFound)))
  })

  routes.post('/Patient/:id/$count-records-elsewhere', async (context) => {
    new ParametersReader(await readResource(context))
    return fhir(context, parameters([{ name: 'count', valueInteger: await countRecords(context.get('work'), context.req.param('id')) }]))
  })

  routes.post('/Patient/:id/$open-record-elsewhere', async (context) => {
    const asked = new ParametersReader(await readResource(context))
    const { contentType, content } = await openRecord(context.get('work'), context.req.param('id'), needed(asked, 'record'))
    return fhir(context, parameters([{ name: 'content-type', valueString: contentType }, { name: 'content', valueString: Buffer.from(content).toString('base64') }]))
  })

  routes.post('/Patient/:id/$publish-plan', async (context) => {
    const asked = new ParametersReader(await readResource(context))
    const replaces = asked.text('replaces')
    const written = { patientId: context.req.param('id'), type: asked.text('type') ?? '', title: asked.text('title') ?? '', text: asked.text('text') ?? '', ...(replaces !== undefined && { replaces }) }
    return fhir(context, parameters(planShown(await publishPlan(context.get('work'), written))))
  })

  routes.post('/Patient/:id/$send-plan', async (context) => {
    const asked = new ParametersReader(await readResource(context))
    return fhir(context, parameters(planShown(await sendPlan(context.get('work'), context.req.param('id'), needed(asked, 'plan')))))
  })

  routes.post('/Patient/:id/$withdraw-plan', async (context) => {
    const asked = new ParametersReader(await readResource(context))
    return fhir(context, parameters(planShown(await withdrawPlan(context.get('work'), context.req.param('id'), needed(asked, 'plan')))))
  })

  routes.get('/Patient/:id/$plans', requireActivity('B0360', 'B0370'), (context) => {
    const work = context.get('work')
    const { id } = patientsOf(work.services).get(context.req.param('id'))
    audited(work, { event: 'plans-viewed', action: 'R', patientId: id })
    return fhir(context, parameters(plansStore(work.services).ofPatient(id).map((plan) => ({ name: 'plan', part: planShown(plan) }))))
  })
}

function needed(asked: ParametersReader, name: string): string {
  const value = asked.text(name)
  if (value === undefined) throw new Refusal('invalid', [{ field: name, text: `Say which ${name}.` }])
  return value
}

const string = (name: string, valueString: string): Parameter => ({ name, valueString })

const recordFound = (pointer: Pointer): Parameter => ({
  name: 'record',
  part: [
    string('id', pointer.id),
    string('type', pointer.type.code),
    string('title', pointer.type.term),
    string('holder', pointer.holder),
    ...(pointer.writtenAt === undefined ? [] : [string('written', pointer.writtenAt)]),
    ...(isFile(pointer) ? [] : [string('contact', pointer.address)]),
  ],
})

const planShown = ({ id, type, title, state, problem }: Plan): Parameter[] => [
  string('id', id),
  string('type', type.code),
  string('title', title),
  { name: 'state', valueCode: state },
  ...(problem === undefined ? [] : [string('problem', problem)]),
]

/** The page that a pointer of this practice leads to: whom to ask, and nothing of anybody. */
function contactPage(routes: Routes, { pages }: Services): void {
  routes.get('/contact', (context) => pages.render(context, 'plans/templates/contact.njk', { title: 'Contact details' }))
}

/** Plans that others hold, found through the National Record Locator; and those held here, of which others are told. */
export const plans: Area = { name: 'plans', migrations: planMigrations, api: plansApi, open: contactPage }
