import { demandInviter } from '../../invitations/send-invitation.ts'
import { defect } from '../defect.ts'

export const anybodyMayInvite = defect({
  name: 'anybody-may-invite',
  requirement: 'TIF-IG-RBAC-01',
  story: 'Offers the page to those who may write to patients, and takes invitations from everybody who is signed in.',
  replaces: demandInviter,
  with: () => undefined,
})
