import type { HealthcareWorkerState, OrganisationOfWorker } from './state.ts'

/** What registration authorities do. People themselves are those with a CIS2 identity. */
export const controls = {
  /** Closes somebody's care identity, or opens it again. */
  setClosed(state: HealthcareWorkerState, { userId, closed = true }: { userId: string; closed?: boolean }): void {
    if (closed) state.closed.add(userId)
    else state.closed.delete(userId)
  },

  /** What the directory calls an organisation, and since when people work there. */
  putOrganisation(state: HealthcareWorkerState, organisation: OrganisationOfWorker): void {
    state.organisations.set(organisation.odsCode, organisation)
  },
}
