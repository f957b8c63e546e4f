import { stateOnArrival } from '../../gp2gp/integrate.ts'
import { defect } from '../defect.ts'

export const stoppedMedicineOfferedAgain = defect({
  name: 'stopped-medicine-offered-again',
  requirement: 'TIF-GP2GP-02',
  story: 'Does not look whether a medicine was stopped: it is offered to be authorised anew.',
  replaces: stateOnArrival,
  with: ({ kind }) => (kind === 'allergy' || kind === 'medication' ? 'to-review' : 'filed'),
})
