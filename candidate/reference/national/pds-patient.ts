/** The parts of a PDS Patient that this system reads. PDS sends more; it is kept as it came. */
export interface PdsPatient {
  resourceType: 'Patient'
  /** NHS number. */
  id: string
  identifier?: { system?: string; value?: string; extension?: Extension[] }[]
  meta?: { versionId?: string; security?: { code?: string; display?: string }[] }
  name?: PdsName[]
  gender?: string
  birthDate?: string
  deceasedDateTime?: string
  address?: PdsAddress[]
  telecom?: PdsTelecom[]
  generalPractitioner?: { id?: string; type?: string; identifier?: { system?: string; value?: string; period?: Period } }[]
  extension?: Extension[]
}

export interface Period {
  start?: string
  end?: string
}

export interface PdsName {
  id?: string
  use?: string
  period?: Period
  prefix?: string[]
  given?: string[]
  family?: string
  suffix?: string[]
}

export interface PdsAddress {
  id?: string
  use?: string
  text?: string
  period?: Period
  line?: string[]
  postalCode?: string
  extension?: Extension[]
}

export interface PdsTelecom {
  id?: string
  system?: string
  use?: string
  value?: string
  period?: Period
  extension?: Extension[]
}

export interface Extension {
  url: string
  extension?: Extension[]
  valueReference?: { identifier?: { system?: string; value?: string } }
  valueCodeableConcept?: { coding?: { system?: string; version?: string; code?: string; display?: string }[] }
  [value: string]: unknown
}

/** A patient's record as PDS gave it, and the version it had then. */
export interface PdsRecord {
  nhsNumber: string
  /** The ETag, as If-Match must carry it: `W/"2"`. */
  version: string
  patient: PdsPatient
}

/** Whether the patient's whereabouts must not be shown (PDS confidentiality `R`, sometimes called sensitive). */
export const isRestricted = (patient: PdsPatient) => patient.meta?.security?.some(({ code }) => code === 'R' || code === 'V') ?? false

/** Whether the record was withdrawn by the national back office (confidentiality `REDACTED`). */
export const isRedacted = (patient: PdsPatient) => patient.meta?.security?.some(({ code }) => code === 'REDACTED') ?? false
