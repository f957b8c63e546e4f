import type { Environment } from '../../../../kit/environment.ts'
import { statusShown } from './show.ts'
import { prescriptionsOf, type ForPatientsState } from './state.ts'

/** What there is to see in a patient's app. */
export const controls = {
  /** What the patient reads in their app: every item, newest prescription first, with how far it is. */
  patientSees(state: ForPatientsState, { nhsNumber }: { nhsNumber: string }, environment: Environment): { prescriptionId: string; medication: string; status: string }[] {
    return prescriptionsOf(state, nhsNumber, environment.clock.now()).flatMap((prescription) =>
      prescription.items.map(({ id, medication }) => ({ prescriptionId: prescription.id, medication: medication.display, status: statusShown(prescription, id, state.updates).status })),
    )
  },
}
