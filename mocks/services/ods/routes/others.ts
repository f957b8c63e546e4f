import { fhir } from '../../../kit/reply.ts'
import { refuse } from '../../../kit/refusal.ts'
import { route } from '../../../kit/route.ts'
import codes from '../codes.json' with { type: 'json' }
import { hapi, requireApiKey } from '../errors.ts'
import type { OdsState } from '../state.ts'

/** Lists of records that were removed. Only organisations are ever removed here. */
const LISTS: Record<string, string> = {
  'Organization-deletion': 'A list of complete Organisation records which have been deleted from the ODS Dataset',
  'OrganizationAffiliation-deletion': 'A list of relationship records which have been deleted from the ODS Dataset',
  'Organization-role-deletion': 'A list of role records which have been deleted from the ODS Dataset',
  'Organization-succession-deletion': 'A list of succession records which have been deleted from the ODS Dataset',
}

/** What was removed from ODS. */
export const getDeletions = route<OdsState>({
  operation: 'getDeletions',
  method: 'GET',
  path: '/List/:id',
  requires: [requireApiKey],
  handle(call) {
    const { id = '' } = call.params
    const note = LISTS[id]
    if (note === undefined) return refuse(hapi(404, `HAPI-2001: Resource List/${id} is not known`))
    const entry = id === 'Organization-deletion' ? call.state.deleted : []
    return fhir(200, {
      resourceType: 'List',
      id,
      status: 'current',
      mode: 'working',
      title: `List of ${id.replace('-deletion', '')} Resource Deletions`,
      date: new Date(call.environment.clock.now()).toISOString().slice(0, 10),
      note: [{ text: note }],
      ...(entry.length > 0 && {
        entry: entry.map(({ odsCode, date }) => ({ date: `${date}T00:00:00+00:00`, item: { type: 'Organization', identifier: { system: codes.odsCode, value: odsCode } } })),
      }),
    })
  },
})

/** What the service can do. */
export const getMetadata = route<OdsState>({
  operation: 'getMetadata',
  method: 'GET',
  path: '/metadata',
  requires: [requireApiKey],
  handle: () =>
    fhir(200, {
      resourceType: 'CapabilityStatement',
      status: 'active',
      date: '2024-03-12',
      kind: 'instance',
      fhirVersion: '4.0.1',
      format: ['application/fhir+json'],
      rest: [
        {
          mode: 'server',
          resource: ['Organization', 'OrganizationAffiliation'].map((type) => ({ type, interaction: [{ code: 'read' }, { code: 'search-type' }] })),
        },
      ],
    }),
})
