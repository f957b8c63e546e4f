import type { Area, Routes } from '../area.ts'
import { parameters } from '../fhir/parameters.ts'
import { fhir } from '../http/respond.ts'
import { followPatient } from './follow.ts'
import { nemsMigrations } from './migrations.ts'

function nemsApi(routes: Routes): void {
  routes.post('/Patient/:id/$follow', async (context) => {
    const id = await followPatient(context.get('work'), context.req.param('id'))
    return fhir(context, parameters([{ name: 'subscription', valueString: id }]))
  })
}

/** Hearing of single patients' events through the National Events Management Service. */
export const nems: Area = { name: 'nems', migrations: nemsMigrations, api: nemsApi }
