import type { RequirementResult } from '../pack/results.ts'
import type { Decision } from './decide.ts'
import { applyWaivers } from './waivers.ts'

/** Requirements as the policy sees them: `attested` where a person's word counts, `waived` where a waiver does. */
export function asDecided(requirements: readonly RequirementResult[], decision: Partial<Pick<Decision, 'attestations' | 'waivers'>> = {}): RequirementResult[] {
  const attested = new Set((decision.attestations ?? []).filter(({ state }) => state === 'counts').map(({ requirement }) => requirement))
  return applyWaivers(requirements.map((requirement) => (attested.has(requirement.id) ? { ...requirement, outcome: 'attested' } : requirement)), decision.waivers ?? [])
}
