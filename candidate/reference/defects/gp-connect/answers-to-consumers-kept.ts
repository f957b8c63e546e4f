import { mayBeKept } from '../../gp-connect/answering.ts'
import { defect } from '../defect.ts'

export const answersToConsumersKept = defect({
  name: 'answers-to-consumers-kept',
  requirement: 'TIF-GPC-05',
  story: 'Lets whatever lies between keep answers for a minute, to be quicker.',
  replaces: mayBeKept,
  with: () => 'private, max-age=60',
})
