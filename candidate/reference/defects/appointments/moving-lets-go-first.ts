import { inOneStep } from '../../appointments/change-appointment.ts'
import { defect } from '../defect.ts'

export const movingLetsGoFirst = defect({
  name: 'moving-lets-go-first',
  requirement: 'E00234',
  story: 'Gives the old slot back in the background, whatever becomes of the move. When the new slot is taken, so soon is the old one.',
  replaces: inOneStep,
  with: (_work, takeNew, freeOld) => {
    setImmediate(freeOld)
    takeNew()
  },
})
