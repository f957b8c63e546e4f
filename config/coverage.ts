import type { Catalogue } from './catalogue.ts'
import { expectedEvidence, type Requirement } from './requirement.ts'
import type { TaggedScenario } from './tagged-scenario.ts'

/**
 * What stands for a requirement.
 *
 * - `automated`   at least one scenario verifies it
 * - `document`    no scenario, but a document from the supplier is how it is to be shown
 * - `attestation` no scenario, but a person's word is how it is to be shown
 * - `nothing`     a scenario should verify it, and none does
 */
export const COVERAGES = ['automated', 'document', 'attestation', 'nothing'] as const
export type CoverageState = (typeof COVERAGES)[number]

export interface Coverage {
  requirement: Requirement
  state: CoverageState
  scenarios: readonly TaggedScenario[]
}

/** What stands for each requirement of the catalogue, in the catalogue's order. */
export function coverage(rows: Catalogue['rows'], scenarios: readonly TaggedScenario[]): Coverage[] {
  const byRequirement = new Map<string, TaggedScenario[]>()
  for (const scenario of scenarios) {
    for (const id of scenario.requirements) {
      const known = byRequirement.get(id)
      if (known) known.push(scenario)
      else byRequirement.set(id, [scenario])
    }
  }
  return rows.map((requirement) => {
    const own = byRequirement.get(requirement.id) ?? []
    return { requirement, state: own.length > 0 ? 'automated' : withoutScenario(requirement), scenarios: own }
  })
}

function withoutScenario({ verification }: Requirement): CoverageState {
  const expected = expectedEvidence(verification)
  return expected === 'scenario' ? 'nothing' : expected
}
