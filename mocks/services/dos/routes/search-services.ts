import { application, healthcareWorker } from '../../../kit/access.ts'
import { route } from '../../../kit/route.ts'
import { readOdsCode, requireHeaders, requireParameters } from '../request.ts'
import { searchset, serviceResource } from '../resources.ts'
import type { DosState } from '../state.ts'

/** The services of an organisation. */
export const searchServices = route<DosState>({
  operation: 'searchHealthcareServices',
  method: 'GET',
  path: '/HealthcareService',
  access: [application(), healthcareWorker({ aal: [2, 3] })],
  handle(call) {
    requireHeaders(call, ['x-request-id'])
    requireParameters(call, ['organization.identifier'], "'organization.identifier' is")
    const code = readOdsCode(call, 'organization.identifier', { system: 'serviceInvalidSystem', value: 'serviceInvalidValue', separator: 'serviceInvalidSeparator', pattern: /^[A-Za-z0-9]{1,12}$/ })
    const found = call.state.organisations.get(code)
    return searchset(call, found ? found.services.map((service) => serviceResource(service, found)) : [])
  },
})
