import { eventOf, identifierValue, only, resolve, type Address, type Bundle, type Organization, type PractitionerRole } from '../fhir.ts'
import { ProcessingError } from '../processing-error.ts'
import { ID } from '../systems.ts'
import { code, id, OID } from './codes.ts'
import { address, telecom } from './demographics.ts'
import { el, type Element } from './element.ts'

/** "Not specified": the type of organisation is not told any more. */
const ORGANISATION_TYPE = '999'

/** The organisation a practitioner works for, or what stands for it in the message. */
export function organisationOf(bundle: Bundle, role: PractitionerRole): Organization {
  const { organization } = role
  if (organization?.reference) return resolve<Organization>(bundle, organization)
  const addresses = (role.location ?? []).map((location) => resolve<Organization & { address: Address[] }>(bundle, location).address).flat()
  return {
    resourceType: 'Organization',
    identifier: organization?.identifier ? [organization.identifier] : [],
    ...(organization?.display && { name: organization.display }),
    ...(role.telecom && { telecom: role.telecom }),
    address: addresses,
  }
}

/** Where the prescriber works: the cost centre, and in prescriptions what it is part of. */
export function representedOrganisation(bundle: Bundle, role: PractitionerRole): Element {
  const organisation = organisationOf(bundle, role)
  const service = role.healthcareService?.[0] ? healthcareService(bundle, role) : undefined
  const costCentre = service ?? organisation
  const kind = service ? 'HealthcareService' : 'Organization'
  const contact = telecom(only(costCentre.telecom, `${kind}.telecom`), `${kind}.telecom`)
  const where = service ? serviceAddress(bundle, service) : only(organisation.address, 'Organization.address')

  return el(
    'representedOrganization',
    { classCode: 'ORG', determinerCode: 'INSTANCE' },
    details(costCentre, kind),
    contact,
    address(where, service ? 'Location.address' : 'Organization.address'),
    eventOf(bundle) === 'prescription-order-update' ? undefined : providerLicense(bundle, organisation),
  )
}

function details(organisation: Organization, kind: string): Element[] {
  const odsCode = identifierValue(organisation.identifier, ID.organisation, `${kind}.identifier`)
  if (!organisation.name) throw new ProcessingError('INVALID_VALUE', 'Name must be provided.', `${kind}.address`)
  return [id(OID.organisation, odsCode), code(OID.organisationType, ORGANISATION_TYPE), el('name', {}, organisation.name)]
}

function providerLicense(bundle: Bundle, organisation: Organization): Element {
  const { partOf } = organisation
  const parent: Organization = !partOf
    ? organisation
    : partOf.reference
      ? resolve<Organization>(bundle, partOf)
      : {
          resourceType: 'Organization',
          identifier: partOf.identifier ? [partOf.identifier] : [],
          ...(partOf.display && { name: partOf.display }),
        }
  return el(
    'healthCareProviderLicense',
    { classCode: 'PROV' },
    el('Organization', { classCode: 'ORG', determinerCode: 'INSTANCE' }, details(parent, 'Organization')),
  )
}

function healthcareService(bundle: Bundle, role: PractitionerRole): Organization {
  const given = role.healthcareService![0]!
  if (given.reference) return resolve<Organization>(bundle, given)
  return {
    resourceType: 'HealthcareService',
    identifier: given.identifier ? [given.identifier] : [],
    ...(given.display && { name: given.display }),
    ...(role.telecom && { telecom: role.telecom }),
    ...(role.location && { location: role.location }),
  }
}

function serviceAddress(bundle: Bundle, service: Organization): Address {
  const location = resolve<Organization & { address?: Address | Address[] }>(bundle, only(service.location, 'HealthcareService.location'))
  const where = [location.address ?? []].flat()[0]
  if (!where) throw new ProcessingError('INVALID_VALUE', 'Address must be provided.', 'Location.address')
  return where
}
