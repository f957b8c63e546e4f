import type { Work } from '../work.ts'
import type { AuditRecord } from './audit-trail.ts'

/** Writes down what a user did, as themselves, in the role and from the device they work with. */
export function audited(
  { services, session, role, device, interaction }: Work,
  record: Omit<AuditRecord, 'agent' | 'outcome' | 'interaction'> & Partial<Pick<AuditRecord, 'outcome'>>,
): void {
  const { id, code, name, organisation } = role
  services.audit.record({
    outcome: 'done',
    ...record,
    agent: { user: { id: session.user.id, name: session.user.name }, role: { id, code, name, organisation }, device },
    interaction,
  })
}
