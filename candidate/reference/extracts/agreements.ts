import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { Refusal } from '../refusal.ts'
import type { Services } from '../services.ts'
import { demand } from '../session/permission.ts'
import type { Work } from '../work.ts'

/** Name under which the practice agrees to the collection of management information. */
export const MANAGEMENT_INFORMATION = 'MI'

/** Whether the practice has agreed to a collection, as it does in CQRS. Nothing is collected on which nobody has decided. */
export const hasAgreed = behaviour('extracts.hasAgreed', ({ database }: Pick<Services, 'database'>, collection: string): boolean =>
  database.one<{ agreed: number }>('SELECT agreed FROM collection_agreement WHERE collection = ?', collection)?.agreed === 1,
)

/** Writes down that the practice agrees to a collection, or does so no more. */
export function decideOnCollection(work: Work, collection: string, agreed: boolean): void {
  demand(work.role, 'B0062')
  if (collection === '') throw new Refusal('invalid', [{ field: 'collection', text: 'Name the collection.' }])
  const { services, session } = work
  services.database.transaction(() => {
    services.database.run(
      `INSERT INTO collection_agreement (collection, agreed, changed_at, changed_by) VALUES (?1, ?2, ?3, ?4)
       ON CONFLICT (collection) DO UPDATE SET agreed = ?2, changed_at = ?3, changed_by = ?4`,
      collection,
      agreed ? 1 : 0,
      services.clock.timestamp(),
      session.user.id,
    )
    audited(work, { event: 'collection-agreement-changed', action: 'U', subject: `collection:${collection}`, detail: { agreed } })
  })
}
