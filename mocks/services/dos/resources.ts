import type { Call } from '../../kit/call.ts'
import { fhir, type Reply } from '../../kit/reply.ts'
import type { DosEndpoint, DosOrganisation, DosService, DosState } from './state.ts'

type Resource = { resourceType: string; id: string } & Record<string, unknown>

export const ODS = 'https://fhir.nhs.uk/Id/ods-organization-code'
const ROLE = 'https://fhir.nhs.uk/England/StructureDefinition/Extension-England-OrganisationRole'
const ROLES = 'https://digital.nhs.uk/services/organisation-data-service/CodeSystem/ODSOrganisationRole'

const roleExtension = (code: string, display: string) => ({ url: ROLE, extension: [{ url: 'roleCode', valueCodeableConcept: { coding: [{ system: ROLES, code, display }] } }] })

export const organisationResource = ({ id, odsCode, name, active, role, secondaryRole, telephone, address }: DosOrganisation): Resource => ({
  resourceType: 'Organization',
  id,
  identifier: [{ system: ODS, value: odsCode }],
  extension: [roleExtension(role.code, role.display), ...(secondaryRole === undefined ? [] : [roleExtension(secondaryRole, secondaryRole === 'RO76' ? 'GP PRACTICE' : secondaryRole)])],
  active,
  name,
  ...(telephone !== undefined && { telecom: [{ system: 'phone', value: telephone }] }),
  address: [{ line: address.line, postalCode: address.postcode }],
})

export const endpointResource = ({ id, connectionType, payloadType, address, order }: DosEndpoint, organisation: DosOrganisation): Resource => ({
  resourceType: 'Endpoint',
  id,
  status: 'active',
  connectionType: { system: 'https://fhir.nhs.uk/England/CodeSystem/England-ConnectionType', code: connectionType },
  managingOrganization: { reference: `Organization/${organisation.id}` },
  payloadType: [{ coding: [{ system: 'https://fhir.nhs.uk/England/CodeSystem/England-Payload', code: payloadType }] }],
  payloadMimeType: ['application/pdf'],
  address,
  extension: [{ url: 'https://fhir.nhs.uk/England/StructureDefinition/Extension-England-OrganizationEndpointOrder', valueInteger: order }],
})

export const serviceResource = ({ id, type, name, telephone, email }: DosService, organisation: DosOrganisation): Resource => ({
  resourceType: 'HealthcareService',
  id,
  identifier: [{ system: ODS, value: organisation.odsCode }],
  active: organisation.active,
  providedBy: { reference: `Organization/${organisation.id}` },
  type: [{ coding: [{ system: 'https://fhir.nhs.uk/England/CodeSystem/England-ServiceType', code: type, display: type }] }],
  name,
  endpoint: organisation.endpoints.map((endpoint) => ({ reference: `Endpoint/${endpoint.id}` })),
  telecom: [...(telephone === undefined ? [] : [{ system: 'phone', value: telephone }]), ...(email === undefined ? [] : [{ system: 'email', value: email }])],
})

/** What was found, possibly nothing: `match` for what was asked for, `include` for what comes with it. */
export function searchset(call: Call<DosState>, matches: readonly Resource[], included: readonly Resource[] = []): Reply {
  const base = `${call.baseUrl}/dos-search/FHIR/R4`
  const entry = (mode: 'match' | 'include') => (resource: Resource) => ({ fullUrl: `${base}/${resource.resourceType}/${resource.id}`, resource, search: { mode } })
  return fhir(200, {
    resourceType: 'Bundle',
    id: call.environment.random.uuid(),
    type: 'searchset',
    total: matches.length,
    link: [{ relation: 'self', url: `${call.baseUrl}${decodeURIComponent(call.url)}` }],
    entry: [...matches.map(entry('match')), ...included.map(entry('include'))],
  })
}
