import { mayBeKept } from '../../patient-facing/answering.ts'
import { defect } from '../defect.ts'

export const appsMayKeepAnswers = defect({
  name: 'apps-may-keep-answers',
  requirement: 'TIF-GPC-05',
  story: 'Lets answers be kept for five minutes, so that the app is quicker: on a shared tablet, too.',
  replaces: mayBeKept,
  with: () => 'private, max-age=300',
})
