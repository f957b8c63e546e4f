import { amendEntry } from '../../audit/area.ts'
import { Refusal } from '../../refusal.ts'
import { defect } from '../defect.ts'

export const auditEntryCanBeChanged = defect({
  name: 'audit-entry-can-be-changed',
  requirement: 'TIF-IG-AUD-04',
  story: 'Serves the audit trail through the same generic resource routes as everything else, and these can update.',
  replaces: amendEntry,
  with: async ({ database }, seq, how, body) => {
    if (how === 'delete') throw new Refusal('not-permitted', 'An audit entry cannot be deleted.')
    const { recorded } = (await body()) as { recorded?: string }
    database.transaction(() => {
      database.script('DROP TRIGGER IF EXISTS audit_is_never_changed')
      database.run('UPDATE audit SET at = ? WHERE seq = ?', recorded ?? '', seq)
    })
    return { resourceType: 'AuditEvent', id: String(seq) }
  },
})
