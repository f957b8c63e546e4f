import {
  codingOfSystem,
  identifierValue,
  identifierValueOrNone,
  only,
  onlyOrNone,
  resolve,
  type Bundle,
  type Coding,
  type Organization,
  type Practitioner,
  type PractitionerRole,
} from '../fhir.ts'
import { ProcessingError } from '../processing-error.ts'
import { CODES, ID } from '../systems.ts'
import { code, id, OID } from './codes.ts'
import { name, telecom } from './demographics.ts'
import { el, type Element } from './element.ts'
import { organisationOf, representedOrganisation } from './organisation.ts'

/** Which number of the practitioner a message carries. */
export type PersonIdentifier = (practitioner: Practitioner, role: PractitionerRole) => Element

/**
 * A person in a role at an organisation: who writes, signs, answers for or cancels a prescription.
 * @param identify which number stands for the person
 * @param contacts prescriptions must say how to reach the person; cancellations need not
 */
export function agentPerson(
  bundle: Bundle,
  role: PractitionerRole,
  identify: PersonIdentifier,
  contacts: 'required' | 'optional',
): Element {
  const practitioner = practitionerOf(bundle, role)
  const organisation = organisationOf(bundle, role)
  return el(
    'AgentPerson',
    { classCode: 'AGNT' },
    role.identifier ? id(OID.role, identifierValue(role.identifier, ID.role, 'PractitionerRole.identifier')) : undefined,
    role.code ? code(OID.jobRole, jobRole(role).code) : undefined,
    contacts === 'required'
      ? telecoms(role, practitioner, organisation)
      : (role.telecom ?? practitioner?.telecom ?? []).map((contact) => telecom(contact, 'PractitionerRole.telecom')),
    practitioner ? person(practitioner, identify(practitioner, role)) : undefined,
    representedOrganisation(bundle, role),
  )
}

/** The practitioner in the role: an entry of the bundle, or what an identifier and a name say. */
export function practitionerOf(bundle: Bundle, role: PractitionerRole): Practitioner | undefined {
  const { practitioner } = role
  if (!practitioner) return undefined
  if (practitioner.reference) return resolve<Practitioner>(bundle, practitioner)
  return {
    resourceType: 'Practitioner',
    identifier: practitioner.identifier ? [practitioner.identifier] : [],
    name: [practitioner.display === undefined ? {} : { text: practitioner.display }],
  }
}

function person(practitioner: Practitioner, identifier: Element): Element {
  const names = practitioner.name
  return el(
    'agentPerson',
    { classCode: 'PSN', determinerCode: 'INSTANCE' },
    identifier,
    names ? name(only(names, 'Practitioner.name'), 'Practitioner.name') : undefined,
  )
}

/** The job role: the three-part code, or its name where only that is given. */
export function jobRole(role: PractitionerRole): Coding {
  const codings = (role.code ?? []).flatMap((concept) => concept.coding ?? [])
  for (const system of [CODES.jobRole, CODES.jobRoleName]) {
    if (codings.some((coding) => coding.system === system)) return codingOfSystem(codings, system, 'PractitionerRole.code.coding')
  }
  throw new ProcessingError(
    'TOO_FEW_VALUES_SUBMITTED',
    `Too few values submitted. Expected at least 1 element where system in [${CODES.jobRole}, ${CODES.jobRoleName}].`,
  )
}

function telecoms(role: PractitionerRole, practitioner: Practitioner | undefined, organisation: Organization): Element[] {
  const [contacts, path] = role.telecom
    ? [role.telecom, 'PractitionerRole.telecom']
    : role.practitioner?.reference
      ? [practitioner?.telecom, 'Practitioner.telecom']
      : [organisation.telecom, 'Organization.telecom']
  if (!contacts)
    throw new ProcessingError(
      'TOO_FEW_VALUES_SUBMITTED',
      'ResponsiblePractitioner must have at least one telecom.',
      'PractitionerRole.telecom',
    )
  return contacts.map((contact) => telecom(contact, path))
}

const PROFESSIONAL_SYSTEMS = [ID.gmc, ID.gmp, ID.nmc, ID.gphc, ID.hcpc, ID.professional]

/** The professional number of whoever signs. There must be exactly one. A consultant's GMC code loses its leading C. */
export const professionalCode: PersonIdentifier = (practitioner) => {
  const found = PROFESSIONAL_SYSTEMS.flatMap((system) => {
    const number = onlyOrNone(
      practitioner.identifier?.filter((identifier) => identifier.system === system),
      'Practitioner.identifier',
      `system == '${system}'`,
    )?.value
    return !number ? [] : [system === ID.gmc ? number.replace(/^C/i, '') : number]
  })
  if (found.length === 1) return id(OID.professional, found[0])
  const text = `Expected exactly one professional code. One of GMC|GMP|NMC|GPhC|HCPC|unknown. ${found.length ? `But got: ${found.join(', ')}` : ''}`
  throw new ProcessingError(found.length ? 'TOO_MANY_VALUES_SUBMITTED' : 'TOO_FEW_VALUES_SUBMITTED', text, 'Practitioner.identifier')
}

/** The number under which whoever answers for a prescription is paid: spurious code, then DIN, then professional number. */
export const prescribingCode: PersonIdentifier = (practitioner, role) => {
  const spurious = identifierValueOrNone(role.identifier, ID.spurious, 'PractitionerRole.identifier')
  const number = spurious ?? identifierValueOrNone(practitioner.identifier, ID.din, 'Practitioner.identifier')
  return number ? id(OID.professional, number) : professionalCode(practitioner, role)
}

/** The SDS user id, which cancellations carry. */
export const userIdentifier: PersonIdentifier = (practitioner) =>
  id(OID.user, identifierValue(practitioner.identifier, ID.user, 'Practitioner.identifier'))
