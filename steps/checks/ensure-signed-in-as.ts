import type { Answer } from '../../candidate/port/answer.ts'
import type { SessionDetails } from '../../candidate/port/identity.ts'
import type { WorldStaff } from '../../config/world.ts'
import { check, finding } from './check.ts'

/** The session is this person's, in this role, and in no other person's name. */
export const ensureSignedInAs = check(
  'the session is that of who signed in, in the role they hold here',
  (_sight, { session, staff, roleId }: { session: Answer<SessionDetails>; staff: WorldStaff; roleId: string }) => {
    if (!session.ok) return finding('there is no session', { expected: `one for ${staff.given} ${staff.family}`, seen: `${session.reason}: ${session.message}` })
    const { userId, displayName, roleId: seenRole, organisation } = session.value
    const role = staff.roles.find(({ id }) => id === roleId)
    return [
      userId !== staff.id && finding('somebody else', { expected: staff.id, seen: userId }),
      !displayName.toLowerCase().includes(staff.family.toLowerCase()) && finding('another name', { expected: `${staff.given} ${staff.family}`, seen: displayName }),
      seenRole !== roleId && finding('another role', { expected: roleId, seen: seenRole }),
      organisation !== role?.organisation && finding('another organisation', { expected: role?.organisation, seen: organisation }),
    ]
  },
)
