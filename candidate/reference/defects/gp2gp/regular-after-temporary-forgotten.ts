import { planTransfer } from '../../gp2gp/plan-transfer.ts'
import { defect } from '../defect.ts'

export const regularAfterTemporaryForgotten = defect({
  name: 'regular-after-temporary-forgotten',
  requirement: 'GP2GP_Req_02',
  story: 'Asks for the record when a patient is first registered. Who comes as a temporary resident and stays has no record.',
  replaces: planTransfer,
  with: (services, patient, facts) => {
    if (patient.registrations.length === 1) planTransfer.proper(services, patient, facts)
  },
})
