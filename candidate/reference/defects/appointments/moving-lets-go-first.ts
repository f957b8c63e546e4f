import { inOneStep } from '../../appointments/change-appointment.ts'
import { defect } from '../defect.ts'

export const movingLetsGoFirst = defect({
  name: 'moving-lets-go-first',
  requirement: 'E00234',
  story: 'Gives the old slot back before it has the new one, and saves that step by itself. When the new slot is taken, so soon is the old one.',
  replaces: inOneStep,
  with: (_work, takeNew, freeOld) => {
    let refused: unknown
    try {
      takeNew()
    } catch (error) {
      refused = error
    }
    freeOld()
    if (refused !== undefined) throw refused
  },
})
