import type { Routes } from '../area.ts'
import { parameters, ParametersReader } from '../fhir/parameters.ts'
import { fhir, readResource } from '../http/respond.ts'
import { requireActivity } from '../session/permission.ts'
import type { Services } from '../services.ts'
import { isShared, recordDissent, share, SHARED } from './sharing.ts'

/** The practice's side of GP Connect, over FHIR R4: what is shared, and who does not want it. */
export function sharingApi(routes: Routes): void {
  const shown = (services: Services) => parameters(SHARED.map((name) => ({ name, valueBoolean: isShared(services, name) })))

  routes.get('/Organization/$sharing', requireActivity('B0820'), (context) => fhir(context, shown(context.get('services'))))
  routes.post('/Organization/$sharing', async (context) => {
    const asked = new ParametersReader(await readResource(context))
    share(context.get('work'), Object.fromEntries(SHARED.flatMap((name) => (asked.all(name).length > 0 ? [[name, asked.boolean(name)]] : []))))
    return fhir(context, shown(context.get('services')))
  })
  routes.post('/Patient/:id/$sharing', async (context) => {
    const dissents = new ParametersReader(await readResource(context)).boolean('dissents')
    recordDissent(context.get('work'), context.req.param('id'), dissents)
    return fhir(context, parameters([{ name: 'dissents', valueBoolean: dissents }]))
  })
}
