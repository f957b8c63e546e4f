import { audited } from '../audit/audited.ts'
import type { Work } from '../work.ts'
import type { Invitation } from './invitation.ts'
import { invitationsStore } from './invitations-store.ts'

/** The practice's invitations, newest first. */
export function listInvitations(work: Work): Invitation[] {
  const list = invitationsStore(work.services).list()
  audited(work, { event: 'invitations-viewed', action: 'R', detail: { found: list.length } })
  return list
}
