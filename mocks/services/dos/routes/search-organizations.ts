import { application, healthcareWorker } from '../../../kit/access.ts'
import { route } from '../../../kit/route.ts'
import { reject } from '../errors.ts'
import { readOdsCode, requireHeaders, requireParameters } from '../request.ts'
import { endpointResource, organisationResource, searchset } from '../resources.ts'
import type { DosState } from '../state.ts'

/** An organisation by its ODS code, with the endpoints that it manages. One that is not there is an empty 200. */
export const searchOrganizations = route<DosState>({
  operation: 'searchOrganizations',
  method: 'GET',
  path: '/Organization',
  access: [application(), healthcareWorker({ aal: [2, 3] })],
  handle(call) {
    requireHeaders(call, ['version', 'x-request-id'])
    requireParameters(call, ['identifier', '_revinclude'], "'identifier' and '_revinclude' are")
    const code = readOdsCode(call, 'identifier', { system: 'invalidSystem', value: 'invalidValue', separator: 'invalidValue', pattern: /^[A-Za-z0-9]{5,12}$/ })
    if (call.query.get('_revinclude') !== 'Endpoint:organization') reject('invalidValue', "Invalid value for '_revinclude': must be 'Endpoint:organization'", '_revinclude')
    const found = call.state.organisations.get(code)
    return found ? searchset(call, [organisationResource(found)], found.endpoints.map((endpoint) => endpointResource(endpoint, found))) : searchset(call, [])
  },
})
