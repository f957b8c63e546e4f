import type { AuditLine } from '../../candidate/port/audit.ts'
import type { WorldStaff } from '../../config/world.ts'
import { check, finding } from './check.ts'

/** Clocks of two systems differ a little; an audit trail that is minutes off helps nobody. */
const TOLERANCE_MS = 2 * 60 * 1000

/**
 * A line says who (id and name as they were), in which role profile, for which organisation, when to the second, and from which
 * device. Source: IG requirements for GP systems V4, audit: user identity, event, end-user device.
 */
export const ensureAuditLineIsComplete = check(
  'the line says who, when, in which role, for which organisation and from where',
  (_sight, { line, staff, roleId, organisation, now }: { line: AuditLine | undefined; staff: WorldStaff; roleId: string; organisation: string; now: number }) => {
    if (!line) return finding('there is no such line', { expected: 'a line', seen: 'none' })
    const at = Date.parse(line.at)
    return [
      line.userId !== staff.id && finding('another user', { expected: staff.id, seen: line.userId ?? 'nobody' }),
      !(line.userName ?? '').toLowerCase().includes(staff.family.toLowerCase()) && finding('not the name of the user', { expected: `${staff.given} ${staff.family}`, seen: line.userName ?? 'no name' }),
      line.roleId !== roleId && finding('another role', { expected: roleId, seen: line.roleId ?? 'none' }),
      line.organisation !== organisation && finding('another organisation', { expected: organisation, seen: line.organisation ?? 'none' }),
      (!/T\d\d:\d\d:\d\d/.test(line.at) || !(Math.abs(at - now) < TOLERANCE_MS)) && finding('not the time at which it happened', { expected: new Date(now).toISOString(), seen: line.at || 'no time' }),
      !line.source?.trim() && finding('the device is not named', { expected: 'an address, or what the device says of itself', seen: 'nothing' }),
    ]
  },
)
