import { settle } from '../../lifecycle.ts'
import type { EpsState, Prescription } from '../../state.ts'
import type { UpdatesState } from '../updates/state.ts'

/** What EPS has, and what dispensers have told of it; both are kept elsewhere. */
export interface ForPatientsState {
  eps: EpsState
  updates: UpdatesState
}

/** A patient's prescriptions, the newest first, as they are now. */
export function prescriptionsOf({ eps: { prescriptions } }: ForPatientsState, nhsNumber: string | undefined, now: number): Prescription[] {
  const found = [...prescriptions.values()].filter((prescription) => prescription.nhsNumber === nhsNumber)
  for (const prescription of found) settle(prescription, now)
  return found.reverse()
}
