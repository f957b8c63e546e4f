import { ProcessingError } from './processing-error.ts'

/*
 * The part of FHIR R4 that EPS messages use. Numbers are strings, as they were written: the signature is over the
 * digits the prescriber's system sent, so 1.50 must not become 1.5 on the way.
 */

export interface Identifier {
  system?: string
  value?: string
  extension?: Extension[]
}

export interface Coding {
  system?: string
  code?: string
  display?: string
}

export interface CodeableConcept {
  coding?: Coding[]
  text?: string
}

/** A reference to another entry, or an identifier (and name) instead of one. */
export interface Reference {
  reference?: string
  identifier?: Identifier
  display?: string
  extension?: Extension[]
}

export interface Extension {
  url: string
  extension?: Extension[]
  valueCoding?: Coding
  valueCodeableConcept?: CodeableConcept
  valueIdentifier?: Identifier
  valueReference?: Reference
  valueDateTime?: string
  valueString?: string
  valueUnsignedInt?: string
  valueInteger?: string
}

export interface Quantity {
  value?: string
  unit?: string
  system?: string
  code?: string
}

export interface HumanName {
  use?: string
  text?: string
  family?: string
  given?: string[]
  prefix?: string[]
  suffix?: string[]
}

export interface Address {
  use?: string
  type?: string
  text?: string
  line?: string[]
  city?: string
  district?: string
  state?: string
  postalCode?: string
}

export interface ContactPoint {
  system?: string
  use?: string
  value?: string
}

export interface Resource {
  resourceType: string
  id?: string
}

export interface MessageHeader extends Resource {
  eventCoding?: Coding
  destination?: { endpoint?: string; receiver?: Reference }[]
}

export interface Dosage {
  sequence?: string
  text?: string
}

export interface MedicationRequest extends Resource {
  extension?: Extension[]
  identifier?: Identifier[]
  status?: string
  statusReason?: CodeableConcept
  intent?: string
  category?: CodeableConcept[]
  medicationCodeableConcept?: CodeableConcept
  medicationReference?: Reference
  subject?: Reference
  authoredOn?: string
  requester?: Reference
  groupIdentifier?: Identifier
  basedOn?: { extension?: Extension[] }[]
  courseOfTherapyType?: CodeableConcept
  note?: { text?: string }[]
  dosageInstruction?: Dosage[]
  dispenseRequest?: {
    extension?: Extension[]
    validityPeriod?: { start?: string; end?: string }
    numberOfRepeatsAllowed?: string
    quantity?: Quantity
    expectedSupplyDuration?: Quantity
    performer?: Reference
  }
}

export interface Patient extends Resource {
  identifier?: Identifier[]
  name?: HumanName[]
  telecom?: ContactPoint[]
  gender?: string
  birthDate?: string
  address?: Address[]
  generalPractitioner?: Reference[]
}

export interface PractitionerRole extends Resource {
  identifier?: Identifier[]
  practitioner?: Reference
  organization?: Reference
  code?: CodeableConcept[]
  healthcareService?: Reference[]
  location?: Reference[]
  telecom?: ContactPoint[]
}

export interface Practitioner extends Resource {
  identifier?: Identifier[]
  name?: HumanName[]
  telecom?: ContactPoint[]
}

/** Organization, HealthcareService and Location, as far as a prescription needs them. */
export interface Organization extends Resource {
  identifier?: Identifier[]
  name?: string
  telecom?: ContactPoint[]
  address?: Address[]
  partOf?: Reference
  location?: Reference[]
}

export interface Signature {
  when?: string
  who?: Reference
  data?: string
}

export interface Bundle extends Resource {
  meta?: { lastUpdated?: string }
  identifier?: Identifier
  type?: string
  entry: { fullUrl?: string; resource: Resource }[]
}

/** All resources of a type, in the order of the bundle. */
export function resourcesOf<R extends Resource>(bundle: Bundle, resourceType: string): R[] {
  return bundle.entry.map((entry) => entry.resource).filter((resource) => resource.resourceType === resourceType) as R[]
}

export function medicationRequestsOf(bundle: Bundle): MedicationRequest[] {
  return resourcesOf<MedicationRequest>(bundle, 'MedicationRequest')
}

/** Which message the bundle is: `prescription-order`, `prescription-order-update`. */
export function eventOf(bundle: Bundle): string | undefined {
  const header = only(resourcesOf<MessageHeader>(bundle, 'MessageHeader'), 'Bundle.entry', "resource.resourceType == 'MessageHeader'")
  return header.eventCoding?.code
}

export function patientOf(bundle: Bundle): Patient {
  return only(resourcesOf<Patient>(bundle, 'Patient'), 'Bundle.entry', "resource.resourceType == 'Patient'")
}

/** The one element there must be. */
export function only<T>(elements: readonly T[] | undefined, path: string, condition?: string): T {
  if (!elements) throw new ProcessingError('INVALID_VALUE', 'Required field missing.', path)
  const where = condition ? ` where ${condition}` : ''
  if (elements.length === 0) throw new ProcessingError('TOO_FEW_VALUES_SUBMITTED', `Too few values submitted. Expected 1 element${where}.`, path)
  if (elements.length > 1) throw new ProcessingError('TOO_MANY_VALUES_SUBMITTED', `Too many values submitted. Expected 1 element${where}.`, path)
  return elements[0]!
}

/** The one element there may be. */
export function onlyOrNone<T>(elements: readonly T[] | undefined, path: string, condition?: string): T | undefined {
  if (elements && elements.length > 1) {
    throw new ProcessingError('TOO_MANY_VALUES_SUBMITTED', `Too many values submitted. Expected at most 1 element${condition ? ` where ${condition}` : ''}.`, path)
  }
  return elements?.[0]
}

/** The resource an entry of the bundle holds. */
export function resolve<R extends Resource>(bundle: Bundle, reference: Reference | undefined): R {
  const url = reference?.reference
  return only(bundle.entry.filter((entry) => entry.fullUrl === url), 'Bundle.entry', `fullUrl == '${url}'`).resource as R
}

export function identifierValue(identifiers: readonly Identifier[] | undefined, system: string, path: string): string {
  if (!identifiers) throw new ProcessingError('INVALID_VALUE', 'Required field missing.', path)
  return only(identifiers.filter((identifier) => identifier.system === system), path, `system == '${system}'`).value ?? ''
}

export function identifierValueOrNone(identifiers: readonly Identifier[] | undefined, system: string, path: string): string | undefined {
  return onlyOrNone(identifiers?.filter((identifier) => identifier.system === system), path, `system == '${system}'`)?.value
}

export function extension(extensions: readonly Extension[] | undefined, url: string, path: string): Extension {
  return only(extensions?.filter((candidate) => candidate.url === url), path, `url == '${url}'`)
}

export function extensionOrNone(extensions: readonly Extension[] | undefined, url: string, path: string): Extension | undefined {
  return onlyOrNone(extensions?.filter((candidate) => candidate.url === url), path, `url == '${url}'`)
}

export function codingOfSystem(codings: readonly Coding[] | undefined, system: string, path: string): Coding {
  return only(codings?.filter((coding) => coding.system === system), path, `system == '${system}'`)
}
