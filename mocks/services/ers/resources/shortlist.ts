import { extensionUrl, ID, profile } from '../codes/systems.ts'
import type { CriteriaParameter } from '../model/referral.ts'
import type { ErsState } from '../state.ts'

/** The two contained resources of a request: the criteria and the shortlist they led to. */
export function shortlistResources(state: ErsState, criteria: readonly CriteriaParameter[], serviceIds: readonly string[]) {
  return [
    { id: 'serviceSearchCriteria', meta: { profile: [profile('ServiceSearchCriteria-Parameters')] }, resourceType: 'Parameters', parameter: criteria },
    {
      id: 'shortlist',
      meta: { profile: [profile('Shortlist-List')] },
      resourceType: 'List',
      extension: [{ url: extensionUrl('Shortlist-SearchCriteria'), valueReference: { reference: '#serviceSearchCriteria' } }],
      status: 'current',
      mode: 'snapshot',
      entry: serviceIds.map((value) => ({ item: { identifier: { system: ID.service, value }, display: state.services.get(value)?.name ?? value } })),
    },
  ]
}
