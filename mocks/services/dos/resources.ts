import type { Call } from '../../kit/call.ts'
import { fhir, type Reply } from '../../kit/reply.ts'
import type { DosEndpoint, DosOrganisation, DosService, DosState } from './state.ts'

type Resource = { resourceType: string; id: string } & Record<string, unknown>

export const ODS = 'https://fhir.nhs.uk/Id/ods-organization-code'
const EXTENSION = 'https://fhir.nhs.uk/England/StructureDefinition/Extension-England-'
const ROLE = 'https://fhir.nhs.uk/England/StructureDefinition/Extension-England-OrganisationRole'
const ROLES = 'https://digital.nhs.uk/services/organisation-data-service/CodeSystem/ODSOrganisationRole'

const roleExtension = (code: string, display: string) => ({ url: ROLE, extension: [{ url: 'roleCode', valueCodeableConcept: { coding: [{ system: ROLES, code, display }] } }] })

export const organisationResource = ({ id, odsCode, name, active, role, secondaryRole, telephone, address }: DosOrganisation): Resource => ({
  resourceType: 'Organization',
  id,
  identifier: [{ use: 'official', system: ODS, value: odsCode }],
  extension: [roleExtension(role.code, role.display), ...(secondaryRole === undefined ? [] : [roleExtension(secondaryRole, secondaryRole === 'RO76' ? 'GP PRACTICE' : secondaryRole)])],
  active,
  name,
  ...(telephone !== undefined && { telecom: [{ system: 'phone', value: telephone }] }),
  address: [{ line: address.line, postalCode: address.postcode }],
})

export const endpointResource = ({ id, connectionType, payloadType, address, order, scenario = 'primary-recipient' }: DosEndpoint, organisation: DosOrganisation): Resource => ({
  resourceType: 'Endpoint',
  id,
  status: 'active',
  connectionType: { system: 'https://fhir.nhs.uk/England/CodeSystem/England-EndpointConnection', code: connectionType },
  managingOrganization: { reference: `Organization/${organisation.id}` },
  payloadType: [{ coding: [{ system: 'http://hl7.org/fhir/ValueSet/endpoint-payload-type', code: payloadType }] }],
  payloadMimeType: ['application/pdf'],
  address,
  extension: [
    { url: `${EXTENSION}OrganizationEndpointOrder`, valueInteger: order },
    { url: `${EXTENSION}EndpointCompression`, valueBoolean: false },
    { url: `${EXTENSION}EndpointBusinessScenario`, valueCode: scenario },
  ],
})

export const serviceResource = ({ id, type, name, telephone, clinicianTelephone, email, web, gender }: DosService, organisation: DosOrganisation): Resource => ({
  resourceType: 'HealthcareService',
  id,
  identifier: [{ system: ODS, value: organisation.odsCode }],
  active: organisation.active,
  providedBy: { reference: `Organization/${organisation.id}` },
  type: [{ coding: [{ system: 'https://fhir.nhs.uk/England/CodeSystem/England-ServiceType', code: type, display: type }] }],
  name,
  endpoint: organisation.endpoints.map((endpoint) => ({ reference: `Endpoint/${endpoint.id}` })),
  location: [{ reference: `Location/${organisation.id}` }],
  telecom: [
    ...(telephone === undefined ? [] : [phone(telephone, 'Public')]),
    ...(clinicianTelephone === undefined ? [] : [phone(clinicianTelephone, 'Clinician Access Only')]),
    ...(email === undefined ? [] : [{ system: 'email', value: email }]),
    ...(web === undefined ? [] : [{ system: 'url', value: web }]),
  ],
  // One object and no list, as the example has it.
  ...(gender !== undefined && { eligibility: [{ code: [{ coding: { system: 'http://hl7.org/fhir/administrative-gender', code: gender, display: gender === 'male' ? 'Male' : 'Female' } }] }] }),
})

const phone = (value: string, comment: string) => ({ system: 'phone', value, extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/contactpoint-comment', valueString: comment }] })

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
