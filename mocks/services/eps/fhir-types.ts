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
