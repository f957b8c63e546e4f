import type { Traceability } from '../../config/traceability.ts'
import type { RequirementFacts } from '../../reports/pack/events.ts'

/** The requirements in scope, as the pack keeps them: reports are rendered from the pack alone. */
export function requirementFacts({ catalogue, profile }: Traceability): RequirementFacts[] {
  return (profile?.requirements ?? catalogue.rows).map((row) => ({
    id: row.id,
    title: row.title,
    statement: row.statement,
    level: row.level,
    standard: row.standard,
    standardTitle: catalogue.standards.get(row.standard)?.title ?? row.standard,
    area: row.area,
    verification: row.verification,
    basis: row.basis,
    ...(row.source && { source: row.source }),
    ...(row.note !== undefined && { note: row.note }),
    official: row.official,
  }))
}
