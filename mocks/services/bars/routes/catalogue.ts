import { application } from '../../../kit/access.ts'
import type { Call } from '../../../kit/call.ts'
import { refuse } from '../../../kit/refusal.ts'
import { route } from '../../../kit/route.ts'
import { answered, searchset, tokenIn } from '../answer.ts'
import { failure, reject } from '../errors.ts'
import { ofProxy } from '../headers.ts'
import type { Json } from '../json.ts'
import type { BarsState, Receiver } from '../state.ts'
import { SYSTEM } from '../systems.ts'

const serviceOf = ({ serviceId, odsCode, name, active, productId, endpoints }: Receiver): Json => ({
  resourceType: 'HealthcareService',
  id: serviceUuid(serviceId),
  identifier: [
    { system: SYSTEM.serviceIdInCatalogue, value: serviceId },
    { system: SYSTEM.productId, value: productId },
  ],
  active,
  providedBy: [{ identifier: { system: SYSTEM.ods, value: odsCode } }],
  name,
  ...(endpoints > 0 && { endpoint: [{ reference: `Endpoint/${endpointUuid(serviceId)}` }] }),
})

const endpointOf = ({ serviceId, odsCode, name, productId }: Receiver): Json => ({
  resourceType: 'Endpoint',
  id: endpointUuid(serviceId),
  identifier: [
    { system: SYSTEM.serviceId, value: serviceId },
    { system: SYSTEM.productId, value: productId },
  ],
  status: 'active',
  name,
  connectionType: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/endpoint-connection-type', code: 'hl7-fhir-msg', display: 'HL7 FHIR Messaging' }] },
  payloadType: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/endpoint-payload-type', code: 'bars', display: 'BaRS' }] }],
  managingOrganization: [{ identifier: { system: SYSTEM.ods, value: odsCode } }],
  header: 'private',
})

/** Ids in the catalogue, made from those of the directory so that they are the same in every environment. */
const serviceUuid = (serviceId: string) => `5e5e5e5e-0000-4000-8000-${serviceId.padStart(12, '0')}`
const endpointUuid = (serviceId: string) => `e0e0e0e0-0000-4000-8000-${serviceId.padStart(12, '0')}`

const all = ({ state }: Call<BarsState>) => [...state.receivers.values()]

/** The services of an organisation, or the one with a number of the directory. */
export const getHealthcareServices = route<BarsState>({
  operation: 'getHealthcareServices',
  method: 'GET',
  path: '/HealthcareService',
  access: [application()],
  handle(call) {
    ofProxy(call, { organisation: true })
    const [organisation, service] = [tokenIn(call.query.get('HealthcareService.providedBy')), tokenIn(call.query.get('HealthcareService.identifier'))]
    if (organisation === '' && service === '')
      reject(call, 'BAD_REQUEST-required', { rule: 'search', detail: 'Search by organisation or identifier.', clause: 'BaRS API 1.4.0, getHealthcareServices', pointer: 'HealthcareService.providedBy' })
    return searchset(call, all(call).filter(({ odsCode, serviceId }) => (organisation === '' || odsCode === organisation) && (service === '' || serviceId === service)).map(serviceOf))
  },
})

export const getHealthcareService = route<BarsState>({
  operation: 'getHealthcareService',
  method: 'GET',
  path: '/HealthcareService/:id',
  access: [application()],
  handle(call) {
    ofProxy(call, { organisation: true })
    const found = all(call).find(({ serviceId }) => serviceUuid(serviceId) === call.params['id'])
    return found ? answered(call, serviceOf(found)) : refuse(failure(call, 'NOT_FOUND-not-found'))
  },
})

/** The endpoints of a service. Addresses are kept from all but their owners: the proxy is who calls them. */
export const getEndpoints = route<BarsState>({
  operation: 'getEndpoints',
  method: 'GET',
  path: '/Endpoint',
  access: [application()],
  handle(call) {
    ofProxy(call, { organisation: true })
    const asked = ['_has:HealthcareService.Identifier', 'Endpoint.identifier'].map((name) => tokenIn(call.query.get(name))).filter((value) => value !== '')
    const byId = call.query.get('_has:HealthcareService.Id') ?? ''
    if (asked.length === 0 && byId === '')
      reject(call, 'BAD_REQUEST-required', { rule: 'search', detail: 'Search by service or identifier.', clause: 'BaRS API 1.4.0, getEndpoints', pointer: '_has' })
    const found = all(call).filter(
      ({ serviceId, productId, endpoints }) => endpoints > 0 && asked.every((value) => value === serviceId || value === productId) && (byId === '' || serviceUuid(serviceId) === byId),
    )
    return searchset(call, found.map(endpointOf))
  },
})

export const getEndpoint = route<BarsState>({
  operation: 'getEndpoint',
  method: 'GET',
  path: '/Endpoint/:id',
  access: [application()],
  handle(call) {
    ofProxy(call, { organisation: true })
    const found = all(call).find(({ serviceId, endpoints }) => endpoints > 0 && endpointUuid(serviceId) === call.params['id'])
    return found ? answered(call, endpointOf(found)) : refuse(failure(call, 'NOT_FOUND-not-found'))
  },
})
