import {
  identifierValue,
  resolve,
  type Address,
  type Bundle,
  type ContactPoint,
  type Organization,
  type Patient,
  type Practitioner,
  type PractitionerRole,
} from './fhir.ts'
import { jobRole } from './hl7/agent-person.ts'
import { linesOf } from './hl7/demographics.ts'
import type { Dispenser } from './state.ts'
import { CODES, ID } from './systems.ts'

/** How the entries of an answer refer to each other. */
export function urn(resource: { id: string }): string {
  return `urn:uuid:${resource.id}`
}

export function patientResource(id: string, patient: Patient) {
  return {
    resourceType: 'Patient',
    id,
    identifier: [{ system: ID.nhsNumber, value: identifierValue(patient.identifier, ID.nhsNumber, 'Patient.identifier') }],
    name: patient.name,
    gender: patient.gender,
    birthDate: patient.birthDate,
    address: (patient.address ?? []).map(addressOf),
    generalPractitioner: [
      { identifier: { system: ID.organisation, value: patient.generalPractitioner?.[0]?.identifier?.value ?? 'V81999' } },
    ],
  }
}

/** City and district went to Spine as lines, and come back as lines. */
function addressOf(address: Address) {
  return { ...(address.use && { use: address.use }), line: linesOf(address), ...(address.postalCode && { postalCode: address.postalCode }) }
}

function telecomOf(contact: ContactPoint) {
  return { system: 'phone', ...(contact.use && { use: contact.use }), value: contact.value?.replace(/\s/g, '') }
}

export function personResources(newId: () => string, bundle: Bundle, role: PractitionerRole) {
  const given = role.practitioner?.reference ? resolve<Practitioner>(bundle, role.practitioner) : undefined
  const organisation = role.organization?.reference ? resolve<Organization>(bundle, role.organization) : undefined
  // Spine answers with the SDS user id; the API cannot tell what kind of number that is and calls it a professional code.
  const practitioner = given && {
    resourceType: 'Practitioner',
    id: newId(),
    name: given.name,
    identifier: [{ system: ID.professional, value: identifierValue(given.identifier, ID.user, 'Practitioner.identifier') }],
  }
  const place = organisation && {
    resourceType: 'Organization',
    id: newId(),
    identifier: organisation.identifier?.filter((identifier) => identifier.system === ID.organisation),
    name: organisation.name,
    ...(organisation.telecom?.[0] && { telecom: [telecomOf(organisation.telecom[0])] }),
    ...(organisation.address && { address: organisation.address.map(addressOf) }),
  }
  const job = role.code ? jobRole(role) : undefined
  return {
    practitioner,
    organisation: place,
    role: {
      resourceType: 'PractitionerRole',
      id: newId(),
      ...(role.identifier && { identifier: [{ system: ID.role, value: roleId(role) }] }),
      ...(practitioner && { practitioner: { reference: urn(practitioner) } }),
      ...(job && {
        code: [{ coding: [{ system: job.code?.includes(':') ? CODES.jobRole : CODES.jobRoleName, code: job.code, display: job.display }] }],
      }),
      ...(role.telecom && { telecom: role.telecom.map(telecomOf) }),
      ...(place && { organization: { reference: urn(place) } }),
    },
  }
}

export function dispenserResources(newId: () => string, dispenser: Dispenser) {
  const telecom = [{ system: 'phone', use: 'work', value: dispenser.telephone.replace(/\s/g, '') }]
  const practitioner = {
    resourceType: 'Practitioner',
    id: newId(),
    name: [{ text: dispenser.person.name }],
    identifier: [{ system: ID.professional, value: dispenser.person.userId }],
  }
  const organisation = {
    resourceType: 'Organization',
    id: newId(),
    identifier: [{ system: ID.organisation, value: dispenser.odsCode }],
    type: [{ coding: [{ system: 'https://fhir.nhs.uk/CodeSystem/organisation-role', code: '182', display: 'PHARMACY' }] }],
    name: dispenser.name,
    telecom,
    address: [{ use: 'work', line: dispenser.address, postalCode: dispenser.postcode }],
  }
  return {
    practitioner,
    organisation,
    role: {
      resourceType: 'PractitionerRole',
      id: newId(),
      identifier: [{ system: ID.role, value: dispenser.person.roleId }],
      practitioner: { reference: urn(practitioner) },
      code: [{ coding: [{ system: CODES.jobRole, code: 'S8003:G8003:R8003', display: 'Health Professional Access Role' }] }],
      telecom,
      organization: { reference: urn(organisation) },
    },
  }
}

export function roleId(role: PractitionerRole): string | undefined {
  return role.identifier?.find((identifier) => identifier.system === ID.role)?.value
}
