import type { Environment } from '../../../../kit/environment.ts'
import type { StatusUpdate, UpdatesState } from './state.ts'

/** What dispensers' systems tell. */
export const controls = {
  /** A dispenser's system tells the status of an item, as it would by the API. */
  tell(state: UpdatesState, told: Pick<StatusUpdate, 'prescriptionId' | 'lineItemId' | 'nhsNumber' | 'pharmacy' | 'status'>, environment: Environment): void {
    const lastModified = new Date(environment.clock.now()).toISOString()
    state.updates.push({ ...told, applicationId: 'dispenser', requestId: environment.random.uuid(), taskId: environment.random.uuid(), taskStatus: /collected|dispatched|not dispensed/i.test(told.status) ? 'completed' : 'in-progress', lastModified })
  },

  /** Statuses of a patient's prescriptions cannot be told, or can again. */
  setTracking(state: UpdatesState, { nhsNumber, available }: { nhsNumber: string; available: boolean }): void {
    if (available) state.untracked.delete(nhsNumber)
    else state.untracked.add(nhsNumber)
  },
}
