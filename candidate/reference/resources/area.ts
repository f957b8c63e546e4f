import type { Area, Routes } from '../area.ts'
import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { searchset } from '../fhir/bundle.ts'
import { ParametersReader } from '../fhir/parameters.ts'
import { fhir, ifMatch, readResource } from '../http/respond.ts'
import { demand, requireActivity } from '../session/permission.ts'
import type { Work } from '../work.ts'
import { employeeIn, fhirLocation, fhirPractitioner, siteIn } from './fhir-resources.ts'
import { loadStartingResources } from './load-starting-resources.ts'
import { resourceMigrations } from './migrations.ts'
import { resourcePages } from './pages.ts'
import { addEmployee, changeEmployee, employeeNamed, endEmployment, staffOf } from './staff.ts'
import { addSite, changeSite, removeSite, siteNamed, sitesOf } from './sites.ts'

const VIEW = requireActivity('B0820')

/** Who may change what is held about the practice and its staff: whoever configures the system. */
export const demandManager = behaviour('resources.demandManager', ({ role }: Work): void => demand(role, 'B1700'))

function resourceApi(routes: Routes): void {
  routes.get('/Location', VIEW, (context) => fhir(context, searchset(sitesOf(context.get('services')).map((site) => ({ resource: fhirLocation(site) })))))

  routes.get('/Location/:id', VIEW, (context) => {
    const site = siteNamed(context.get('services'), context.req.param('id'))
    return fhir(context, fhirLocation(site), { version: site.version })
  })

  routes.post('/Location', async (context) => {
    const work = context.get('work')
    demandManager(work)
    const site = addSite(work, siteIn(await readResource(context)))
    return fhir(context, fhirLocation(site), { status: 201, version: site.version, location: `/FHIR/R4/Location/${site.id}` })
  })

  routes.put('/Location/:id', async (context) => {
    const work = context.get('work')
    demandManager(work)
    const site = changeSite(work, { id: context.req.param('id'), version: ifMatch(context), details: siteIn(await readResource(context)) })
    return fhir(context, fhirLocation(site), { version: site.version })
  })

  routes.delete('/Location/:id', (context) => {
    const work = context.get('work')
    demandManager(work)
    removeSite(work, context.req.param('id'))
    return context.body(null, 204)
  })

  routes.get('/Practitioner', VIEW, (context) => {
    const id = context.req.query('identifier')?.split('|').at(-1)
    const staff = staffOf(context.get('services')).filter((employee) => id === undefined || employee.id === id)
    return fhir(context, searchset(staff.map((employee) => ({ resource: fhirPractitioner(employee) }))))
  })

  routes.get('/Practitioner/:id', VIEW, (context) => {
    const employee = employeeNamed(context.get('services'), context.req.param('id'))
    audited(context.get('work'), { event: 'staff-viewed', action: 'R', subject: `Practitioner/${employee.id}` })
    return fhir(context, fhirPractitioner(employee), { version: employee.version })
  })

  routes.post('/Practitioner', async (context) => {
    const work = context.get('work')
    demandManager(work)
    const joining = employeeIn(await readResource(context))
    const employee = addEmployee(work, { ...joining, startedOn: joining.startedOn ?? work.services.clock.today() })
    return fhir(context, fhirPractitioner(employee), { status: 201, version: employee.version, location: `/FHIR/R4/Practitioner/${employee.id}` })
  })

  routes.put('/Practitioner/:id', async (context) => {
    const work = context.get('work')
    demandManager(work)
    const employee = changeEmployee(work, { id: context.req.param('id'), version: ifMatch(context), details: employeeIn(await readResource(context)) })
    return fhir(context, fhirPractitioner(employee), { version: employee.version })
  })

  routes.post('/Practitioner/:id/$leave', async (context) => {
    const work = context.get('work')
    demandManager(work)
    const id = context.req.param('id')
    const asked = new ParametersReader(await readResource(context))
    endEmployment(work, { id, lastDay: asked.text('date') ?? work.services.clock.today() })
    return fhir(context, { resourceType: 'Parameters', parameter: [{ name: 'practitioner', valueString: id }] })
  })
}

/** The practice's sites and staff (capability C12). */
export const resources: Area = {
  name: 'resources',
  migrations: resourceMigrations,
  start: loadStartingResources,
  api: resourceApi,
  pages: resourcePages,
  menu: [{ text: 'Practice', href: '/practice', activity: 'B0820' }],
}
