import { defect } from '../defect.ts'
import { subscriptionIn } from '../../national/nems.ts'

export const troubleTakenForFollowed = defect({
  name: 'trouble-taken-for-followed',
  requirement: 'NEMS01',
  story: 'Says that a patient is followed once the request is out, whatever NEMS has answered.',
  replaces: subscriptionIn,
  with: () => 'unknown',
})
