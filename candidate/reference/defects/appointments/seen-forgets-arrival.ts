import { timed } from '../../appointments/set-status.ts'
import { defect } from '../defect.ts'

export const seenForgetsArrival = defect({
  name: 'seen-forgets-arrival',
  requirement: 'E00223',
  story: 'Keeps one time, that of the last change. How long the patient waited can never be found out.',
  replaces: timed,
  with: (details, status, at) => {
    const { arrivedAt: _arrived, ...rest } = details
    return timed.proper(status === 'fulfilled' ? rest : details, status, at)
  },
})
