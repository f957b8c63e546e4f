/** A code as the laboratory gave it: Read version 2, SNOMED CT, or words alone. */
export interface LabCode {
  system?: 'read2' | 'snomed'
  code?: string
  text: string
}

/** How the laboratory marks a result. Source: MEDRPT, deviating result indicator; HL7 v3 ObservationInterpretation for HH, LL, A and AA. */
export type LabFlag = 'HI' | 'LO' | 'OR' | 'PA' | 'HH' | 'LL' | 'A' | 'AA'

export type Comparator = '<' | '<=' | '>=' | '>'

/** One range that a result is compared with, as the laboratory gave it. */
export interface LabRange {
  low?: string
  high?: string
  unit?: string
  /** For whom it holds, in words. */
  text?: string
}

export interface LabResult {
  test: LabCode
  /** A number, as it was written. */
  value?: string
  comparator?: Comparator
  unit?: string
  /** A finding in place of a number. */
  finding?: LabCode
  flag?: LabFlag
  ranges: LabRange[]
  /** What the laboratory says of it, in its own lines. */
  comments: string[]
  /** final, preliminary, corrected and so on; absent where it does not say. */
  status?: string
  /** Number of the specimen, or of the group of tests it belongs to. */
  specimen?: string
  group?: string
  /** It heads a group of tests, under this number. */
  heads?: string
}

export interface LabSpecimen {
  number: string
  type: string
  id?: string
  /** ISO date, or date and time. */
  collected?: string
  received?: string
  comments: string[]
}

export interface LabParty {
  code?: string
  name?: string
  /** SDS user id and GMC number, where they are known by these. */
  sdsUser?: string
  gmc?: string
}

/** Whom a report names. */
export interface LabPatient {
  nhsNumber?: string
  family?: string
  given?: string
  birthDate?: string
}

/** A report of a laboratory or a screening programme, as it was sent. */
export interface LabReport {
  kind: 'pathology' | 'screening'
  /** The laboratory's number of it: a report with the same number comes in its place. */
  number: string
  status: 'unspecified' | 'preliminary' | 'supplementary' | 'final' | 'amended' | 'corrected' | 'cancelled' | 'entered in error'
  /** ISO date and time: all of a sender's in one time zone, so that they can be put in order. */
  issued: string
  laboratory?: string
  department?: string
  requester?: LabParty
  patient: LabPatient
  clinicalDetails: string[]
  /** What the laboratory says of all of it together. */
  conclusion?: string[]
  specimens: LabSpecimen[]
  results: LabResult[]
  /** It has fewer or more segments than it says: something may be missing. */
  miscounted?: true
}
