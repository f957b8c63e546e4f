import { settle, REASONABLE_ADJUSTMENTS } from '../../national/reasonable-adjustments.ts'
import { unreadableAnswer } from '../../national/answer.ts'
import { defect } from '../defect.ts'

export const acceptedAdjustmentNeverAskedFor = defect({
  name: 'accepted-adjustment-never-asked-for',
  requirement: 'TIF-FLAG-01',
  story: 'Gives up when the service says that it needs time, and tells the user that it has failed.',
  replaces: settle,
  with: async (_work, answer) => {
    if (answer.status === 202) throw unreadableAnswer(REASONABLE_ADJUSTMENTS, 'nothing but 202')
    return answer
  },
})
