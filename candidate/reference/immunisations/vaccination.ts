import data from './vaccines.json' with { type: 'json' }

/** A vaccine that the practice gives: its type nationally, what is done, with which product, against what. */
export interface Vaccine {
  target: string
  procedure: { code: string; term: string }
  product: { code: string; term: string }
  diseases: { code: string; term: string }[]
}

const VACCINES = data.vaccines as readonly Vaccine[]

export const TARGETS: readonly string[] = VACCINES.map(({ target }) => target)

export const vaccineOf = (target: string): Vaccine | undefined => VACCINES.find((vaccine) => vaccine.target === target)

/**
 * sending: handed over, no answer yet. sent: the national service has it. not-sent: it has not, or nobody knows; it can be sent again
 * without harm. read: given elsewhere, and read from the national service.
 */
export type VaccinationState = 'sending' | 'sent' | 'not-sent' | 'read'

/** A vaccination on a patient's record. */
export interface Vaccination {
  id: string
  patientId: string
  /** Our own identifier of it, or for one that was read the national one. */
  reference: string
  /** ISO instants. */
  givenAt: string
  recordedAt: string
  vaccine: Vaccine
  lotNumber: string
  /** ODS code of where it was given. */
  organisation: string
  state: VaccinationState
  problem?: string
}
