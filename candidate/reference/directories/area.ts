import type { Area, Routes } from '../area.ts'
import { parameters } from '../fhir/parameters.ts'
import { fhir } from '../http/respond.ts'
import { requireActivity } from '../session/permission.ts'
import { findColleague, findRoute, findServices } from './look-up.ts'

const VIEW = requireActivity('B0820')
const text = (name: string, value: string) => ({ name, valueString: value })

function directoriesApi(routes: Routes): void {
  routes.get('/Organization/:odsCode/$system', VIEW, async (context) => {
    const { asid, partyKey, address } = await findRoute(context.get('work'), { odsCode: context.req.param('odsCode'), purpose: context.req.query('purpose') ?? '' })
    return fhir(context, parameters([text('asid', asid), text('partyKey', partyKey), text('address', address)]))
  })

  routes.get('/Organization/:odsCode/$services', VIEW, async (context) => {
    const { organisation, services } = await findServices(context.get('work'), context.req.param('odsCode'))
    const telephone = (phone: string | undefined) => (phone === undefined ? [] : [text('telephone', phone)])
    return fhir(
      context,
      parameters([
        text('name', organisation.name),
        { name: 'active', valueBoolean: organisation.active },
        ...telephone(organisation.telephone),
        ...services.map((service) => ({ name: 'service', part: [text('name', service.name), text('type', service.type), ...telephone(service.telephone)] })),
        ...organisation.endpoints.map(({ type, address }) => ({ name: 'endpoint', part: [text('type', type), text('address', address)] })),
      ]),
    )
  })

  routes.get('/Organization/$worker', async (context) => {
    const { id, name, here } = await findColleague(context.get('work'), context.req.query('identifier') ?? '')
    return fhir(context, parameters([text('id', id), text('name', name), ...here.map((role) => text('role', role))]))
  })
}

/** National directories: other organisations' systems and services, and healthcare workers. */
export const directories: Area = { name: 'directories', api: directoriesApi }
