/** A vaccination as the history knows it. */
export interface Entry {
  nhsNumber: string
  /** `COVID19`, `FLU` or `HPV`. */
  target: string
  /** SNOMED CT procedure. */
  procedure: string
  /** ISO date of birth of the patient, as the vaccinator gave it. */
  birthDate?: string
  /** FHIR Immunization, without the reference to the patient. */
  resource: Record<string, unknown>
}

export interface HistoryState {
  entries: Entry[]
}

export const createState = (): HistoryState => ({ entries: [] })
