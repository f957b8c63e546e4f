import { amendEntry } from '../../audit/area.ts'
import { Refusal } from '../../refusal.ts'
import { defect } from '../defect.ts'

export const auditEntryCanBeDeleted = defect({
  name: 'audit-entry-can-be-deleted',
  requirement: 'TIF-IG-AUD-04',
  story: 'Offers whoever may read the trail to tidy it up: an entry can be deleted, and the numbers close over the gap.',
  replaces: amendEntry,
  with: async ({ database }, seq, how) => {
    if (how === 'change') throw new Refusal('not-permitted', 'The audit trail cannot be changed by anybody.')
    database.transaction(() => {
      database.script('DROP TRIGGER IF EXISTS audit_is_never_shortened')
      database.run('DELETE FROM audit WHERE seq = ?', seq)
    })
    return { resourceType: 'OperationOutcome', issue: [{ severity: 'information', code: 'informational' }] }
  },
})
