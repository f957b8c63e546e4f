import { patient } from '../../../../../kit/access.ts'
import type { Call } from '../../../../../kit/call.ts'
import { fhir } from '../../../../../kit/reply.ts'
import { route } from '../../../../../kit/route.ts'
import { shown } from '../show.ts'
import { prescriptionsOf, type ForPatientsState } from '../state.ts'

/** Whose prescriptions are looked at: the patient's own, or those of whoever they act for. */
function ownerOf(call: Call<ForPatientsState>): string | undefined {
  const { grant } = call
  return grant?.kind === 'patient' ? (grant.actingFor ?? grant.nhsNumber) : undefined
}

/** The patient's prescriptions, each a bundle in the bundle. Source: GET /Bundle. */
export const getPrescriptions = route<ForPatientsState>({
  operation: 'prescriptions-for-patients-bundle',
  method: 'GET',
  path: '/Bundle',
  access: [patient()],
  handle(call) {
    const now = call.environment.clock.now()
    const nhsNumber = ownerOf(call)
    call.subject = nhsNumber
    const newUrl = () => `urn:uuid:${call.environment.random.uuid()}`
    const found = prescriptionsOf(call.state, nhsNumber, now).map((prescription) => shown(prescription, call.state.updates, newUrl))
    return fhir(200, {
      resourceType: 'Bundle',
      id: call.environment.random.uuid(),
      meta: { lastUpdated: new Date(now).toISOString() },
      type: 'searchset',
      total: found.length,
      entry: found.map((resource) => ({ fullUrl: `urn:uuid:${resource.id}`, search: { mode: 'match' }, resource })),
    })
  },
})
