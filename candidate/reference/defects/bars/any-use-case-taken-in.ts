import { serves } from '../../bars/incoming.ts'
import { defect } from '../defect.ts'

export const anyUseCaseTakenIn = defect({
  name: 'any-use-case-taken-in',
  requirement: 'BARS01',
  story: 'Takes in referrals for whatever use: a call for an ambulance ends among the letters.',
  replaces: serves,
  with: () => true,
})
