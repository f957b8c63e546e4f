import { fhir } from '../../../kit/reply.ts'
import { functionsOf } from '../access.ts'
import { ID, R4_ID } from '../codes/systems.ts'
import { ersRoute, type Ers } from '../ers-route.ts'
import type { BusinessFunction } from '../model/business-function.ts'
import { instantOf } from '../resources/coding.ts'

/** Gives the roles the signed-in user can act in, by organisation. Needs no role itself. */
export const retrieveBusinessFunctions = ersRoute({
  operation: 'a030-retrieve-business-functions',
  method: 'GET',
  path: '/R4/PractitionerRole',
  admission: {},
  handle(ers) {
    const { call, base, now, caller } = ers
    const userId = caller.kind === 'user' ? caller.userId : ''
    const roles = rolesOf(ers, userId)
    const lastUpdated = instantOf(now)
    return fhir(200, {
      id: call.environment.random.uuid(),
      meta: { lastUpdated },
      resourceType: 'Bundle',
      type: 'searchset',
      total: roles.length,
      timestamp: lastUpdated,
      link: [{ relation: 'self', url: `${base}/R4/PractitionerRole` }],
      entry: roles.map(([organisation, functions]) => {
        const id = `PractitionerRole-${organisation}-${userId}`
        return {
          fullUrl: `${base}/R4/PractitionerRole/${id}`,
          resource: {
            id,
            meta: { lastUpdated },
            resourceType: 'PractitionerRole',
            practitioner: { identifier: { system: R4_ID.user, value: userId } },
            organization: { identifier: { system: ID.organisation, value: organisation } },
            code: functions.map((code) => ({ coding: [{ system: 'https://fhir.nhs.uk/CodeSystem/eRS-BusinessFunction-1', code }] })),
          },
          search: { mode: 'match' },
        }
      }),
    })
  },
})

/** Business functions by organisation, organisations without any left out. */
function rolesOf({ call, state }: Ers, userId: string): [string, BusinessFunction[]][] {
  const activities = new Map<string, string[]>()
  if (call.grant?.kind === 'healthcare-worker') {
    for (const role of call.grant.roles) activities.set(role.organisation, [...(activities.get(role.organisation) ?? []), ...role.activities])
  }
  for (const key of state.businessFunctions.keys()) {
    const [user, organisation] = key.split('@') as [string, string]
    if (user === userId && !activities.has(organisation)) activities.set(organisation, [])
  }
  return [...activities]
    .map(([organisation, codes]): [string, BusinessFunction[]] => [organisation, state.businessFunctions.get(`${userId}@${organisation}`) ?? functionsOf(codes)])
    .filter(([, functions]) => functions.length > 0)
}
