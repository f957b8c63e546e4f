import { whyLeaveOut } from '../../invitations/send-invitation.ts'
import { defect } from '../defect.ts'

export const wishNotLookedAtInBulk = defect({
  name: 'wish-not-looked-at-in-bulk',
  requirement: 'TIF-IG-SHARE-01',
  story: 'Asks for the wish of a patient who is written to alone, and of nobody who is invited with others.',
  replaces: whyLeaveOut,
  with: (patient) => whyLeaveOut.proper(patient, false),
})
