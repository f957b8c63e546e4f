import type { AuditLine } from '../../candidate/port/audit.ts'
import { check, finding } from './check.ts'

/** What a line of the audit trail has to say. Absent: may be anything. */
export interface AuditedFact {
  success: boolean
  userId?: string
  roleId?: string
  patientId?: string
  actions?: readonly AuditLine['action'][]
  event?: string
}

/** The lines that say so. */
export function linesSaying(lines: readonly AuditLine[], { success, userId, roleId, patientId, actions, event }: AuditedFact): AuditLine[] {
  return lines.filter(
    (line) =>
      line.success === success &&
      (userId === undefined || line.userId === userId) &&
      (roleId === undefined || line.roleId === roleId) &&
      (patientId === undefined || line.patientId === patientId) &&
      (actions === undefined || actions.includes(line.action)) &&
      (event === undefined || line.event === event),
  )
}

/** A line says so; where it tells of a refusal or failure, with its code. Source: IG requirements for GP systems V4, audit. */
export const ensureAudited = check('it is in the audit trail', (_sight, { lines, fact }: { lines: readonly AuditLine[]; fact: AuditedFact }) => {
  const saying = linesSaying(lines, fact)
  if (saying.length === 0) return finding('no line says so', { expected: fact, seen: lines.slice(0, 4).map(brief) })
  return !fact.success && !saying.some((line) => line.errorCode) && finding('no line says under which code it was refused', { expected: 'an error code', seen: saying.map(brief) })
})

const brief = ({ event, action, success, userId, roleId, patientId }: AuditLine) => ({ event, action, success, userId, roleId, patientId })
