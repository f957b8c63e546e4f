/** The parts of a FHIR R4 Patient (UK Core) that PDS holds. Source: PDS FHIR API, schema Patient. */
export interface Patient {
  resourceType: 'Patient'
  id: string
  identifier: { system: string; value: string; extension?: Extension[] }[]
  meta: { versionId: string; security: Coding[] }
  name?: HumanName[]
  gender?: string
  birthDate?: string
  multipleBirthInteger?: number
  deceasedDateTime?: string
  address?: Address[]
  telecom?: ContactPoint[]
  contact?: Contact[]
  generalPractitioner?: OrganisationReference[]
  managingOrganization?: OrganisationReference
  extension?: Extension[]
}

export interface Coding {
  system?: string
  version?: string
  code: string
  display?: string
}

export interface Period {
  start?: string
  end?: string
}

export interface HumanName {
  id?: string
  use: string
  period?: Period
  prefix?: string[]
  given?: string[]
  family?: string
  suffix?: string[]
}

export interface Address {
  id?: string
  use: string
  period?: Period
  /** Kind of a temporary address. */
  text?: string
  line?: string[]
  postalCode?: string
  extension?: Extension[]
}

export interface ContactPoint {
  id?: string
  period?: Period
  system: string
  value: string
  use?: string
  extension?: Extension[]
}

export interface Contact {
  id?: string
  period?: Period
  relationship: { coding: Coding[] }[]
  telecom: ContactPoint[]
}

export interface OrganisationReference {
  id?: string
  type?: string
  identifier: { system?: string; value: string; period?: Period }
}

export interface Extension {
  url: string
  extension?: Extension[]
  valueString?: string
  valueBoolean?: boolean
  valueDateTime?: string
  valuePositiveInt?: number
  valueCoding?: Coding
  valueCodeableConcept?: { coding: Coding[] }
  valueReference?: { identifier: { system?: string; value: string } }
  valueAddress?: { city?: string; district?: string; country?: string }
  valuePeriod?: Period
}

/** The lists of a Patient whose items PDS gives an object id (extensions are told apart by `url` instead). */
export const LISTS = ['name', 'address', 'telecom', 'contact', 'generalPractitioner', 'extension'] as const

export type ListName = (typeof LISTS)[number]

/** The single values of a Patient that can be updated. */
export const FIELDS = ['gender', 'birthDate', 'deceasedDateTime', 'multipleBirthInteger', 'managingOrganization'] as const

/** Whether the record is sensitive: its location must not be given away (confidentiality restricted or very restricted). */
export function isSensitive(patient: Patient): boolean {
  return patient.meta.security[0]?.code !== 'U'
}

/** The extension with this url. */
export function extensionOf(patient: { extension?: Extension[] }, url: string): Extension | undefined {
  return patient.extension?.find((extension) => extension.url === url)
}
