import type { Area, Routes } from '../area.ts'
import { parameters, ParametersReader } from '../fhir/parameters.ts'
import type { Resource } from '../fhir/resource.ts'
import { fhir, readResource } from '../http/respond.ts'
import { requireActivity } from '../session/permission.ts'
import { decideProxy, endProxy, grantProxy } from './change-proxies.ts'
import { showProxies, type ShownProxies } from './show-proxies.ts'

function proxyAccessApi(routes: Routes): void {
  routes.get('/Patient/:id/$proxies', requireActivity('B0820'), async (context) => fhir(context, shownAs(await showProxies(context.get('work'), context.req.param('id')))))

  routes.post('/Patient/:id/$grant-proxy', async (context) => {
    const body = new ParametersReader(await readResource(context))
    await grantProxy(context.get('work'), { patientId: context.req.param('id'), proxy: body.text('proxy') ?? '', basis: body.text('basis') ?? '' })
    return fhir(context, parameters([{ name: 'done', valueBoolean: true }]), { status: 201 })
  })

  routes.post('/Patient/:id/$decide-proxy', async (context) => {
    const body = new ParametersReader(await readResource(context))
    const decision = { role: body.text('role') ?? '', accepted: body.boolean('accepted'), reason: body.text('reason') ?? '' }
    await decideProxy(context.get('work'), { patientId: context.req.param('id'), ...decision })
    return fhir(context, parameters([{ name: 'done', valueBoolean: true }]))
  })

  routes.post('/Patient/:id/$end-proxy', async (context) => {
    const body = new ParametersReader(await readResource(context))
    await endProxy(context.get('work'), { patientId: context.req.param('id'), role: body.text('role') ?? '', reason: body.text('reason') ?? '' })
    return fhir(context, parameters([{ name: 'done', valueBoolean: true }]))
  })
}

const shownAs = ({ state, problem, roles }: ShownProxies): Resource =>
  parameters([
    { name: 'state', valueCode: state },
    problem !== undefined && { name: 'problem', valueString: problem },
    ...roles.map(({ id, status, proxy, name, basis, until }) => ({
      name: 'role',
      part: [
        { name: 'id', valueString: id },
        { name: 'status', valueCode: status },
        { name: 'proxy', valueString: proxy },
        ...(name === undefined ? [] : [{ name: 'name', valueString: name }]),
        { name: 'basis', valueCode: basis },
        ...(until === undefined ? [] : [{ name: 'until', valueString: until }]),
      ],
    })),
  ])

/** Who may act for a patient: a parent, a carer. Kept nationally, decided here. */
export const proxyAccess: Area = { name: 'proxy-access', api: proxyAccessApi }
