/** An organisation at which somebody works, as the directory has it. */
export interface OrganisationOfWorker {
  odsCode: string
  name: string
  /** ISO date. */
  since: string
}

export interface HealthcareWorkerState {
  /** SDS user ids of people whose care identity is closed. */
  closed: Set<string>
  /** Names of organisations by ODS code, and since when people work there; the code and a date long ago unless told. */
  organisations: Map<string, OrganisationOfWorker>
}

export const createState = (): HealthcareWorkerState => ({ closed: new Set(), organisations: new Map() })
