import { AREAS } from '../../../config/requirement.ts'
import type { Outcome } from '../../../config/outcome.ts'
import type { Decision } from '../../gate/decide.ts'
import { asDecided } from '../../gate/as-decided.ts'
import type { JudgedAttestation } from '../../gate/attestations.ts'
import type { JudgedWaiver } from '../../gate/waivers.ts'
import type { Pack } from '../../pack/open.ts'
import type { ScenarioHistory } from '../../pack/replay.ts'
import type { RequirementResult } from '../../pack/results.ts'

/** A pack with what its pages look up again and again. */
export interface ReportModel {
  pack: Pack
  decision?: Decision
  /** As the policy sees them: with waivers. */
  requirements: RequirementResult[]
  requirement: (id: string) => RequirementResult | undefined
  scenario: (id: string) => ScenarioHistory | undefined
  /** The one that counts, else the last. */
  waiver: (requirement: string) => JudgedWaiver | undefined
  attestations: (requirement: string) => JudgedAttestation[]
  /** By area in the order of the framework, then by standard in the order of the catalogue. */
  areas: { area: string; standards: { id: string; title: string; requirements: RequirementResult[] }[] }[]
}

export function reportModel(pack: Pack, decision: Decision | undefined): ReportModel {
  const requirements = asDecided(pack.results.requirements, decision)
  const byId = new Map(requirements.map((requirement) => [requirement.id, requirement]))
  const scenarios = new Map(pack.run.scenarios.map((scenario) => [scenario.scenario, scenario]))
  const waivers = new Map((decision?.waivers ?? []).toSorted((a, b) => Number(a.state === 'active') - Number(b.state === 'active')).map((waiver) => [waiver.requirement, waiver]))
  return {
    pack,
    ...(decision === undefined ? {} : { decision }),
    requirements,
    requirement: (id) => byId.get(id),
    scenario: (id) => scenarios.get(id),
    waiver: (id) => waivers.get(id),
    attestations: (id) => (decision?.attestations ?? []).filter(({ requirement }) => requirement === id),
    areas: [...Map.groupBy(requirements, ({ area }) => area)].sort(([a], [b]) => rank(a) - rank(b)).map(([area, inArea]) => ({
      area,
      standards: [...Map.groupBy(inArea, ({ standard }) => standard)].map(([id, rows]) => ({ id, title: rows[0]?.standardTitle ?? '', requirements: rows })),
    })),
  }
}

/** Outcomes that meet a requirement. */
export const MET: readonly Outcome[] = ['passed', 'attested']

/** Areas that this version does not know come last. */
function rank(area: string): number {
  const place = (AREAS as readonly string[]).indexOf(area)
  return place === -1 ? AREAS.length : place
}
