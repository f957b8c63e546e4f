import type { Outcome } from '../../config/outcome.ts'
import { isAutomated } from '../pack/results.ts'
import type { RequirementResult } from '../pack/results.ts'
import { refusalOf } from './acceptance.ts'
import type { Court, Refusal } from './acceptance.ts'
import type { Attestation } from './attestation-file.ts'

/**
 * - `counts`     its requirement is `attested`
 * - `expired`    its last day has passed
 * - `unknown`    the run has no such requirement in its scope
 * - `mismatched` it is of another candidate, rests on another file, or vouches for what a person's word cannot show
 * - `refused`    the policy does not take it: from this role, for this level, of this age
 * - `needless`   its requirement does not wait for anybody's word
 */
export type AttestationState = 'counts' | 'unknown' | 'needless' | Refusal['state']

export interface JudgedAttestation extends Attestation {
  state: AttestationState
  /** Goes on from "it". */
  why: string
  /** What its requirement came to without it. */
  outcome?: Outcome
}

export function judgeAttestations(attestations: readonly Attestation[], requirements: readonly RequirementResult[], court: Court): JudgedAttestation[] {
  const byId = new Map(requirements.map((requirement) => [requirement.id, requirement]))
  return attestations.map((attestation) => {
    const requirement = byId.get(attestation.requirement)
    return { ...attestation, ...judge(attestation, requirement, court), ...(requirement === undefined ? {} : { outcome: requirement.outcome }) }
  })
}

/** A person's word stands in for no test, and stands against none: it counts where the requirement waits for it, and only there. */
function judge(attestation: Attestation, requirement: RequirementResult | undefined, court: Court): Pick<JudgedAttestation, 'state' | 'why'> {
  if (requirement === undefined) return { state: 'unknown', why: 'speaks of a requirement that the run did not have in its scope' }
  const { outcome, verification } = requirement
  const refusal = refusalOf(attestation, requirement, 'attestations', court)
  if (refusal !== undefined) return refusal
  if (attestation.evidenceFault !== undefined) return { state: 'mismatched', why: `does not count: ${attestation.evidenceFault}` }
  if (isAutomated(requirement)) return { state: 'mismatched', why: `does not count: a scenario has to show this requirement (${verification}), not a person's word` }
  if (outcome === 'review') return { state: 'counts', why: 'counts' }
  if (outcome === 'passed' || outcome === 'omitted') return { state: 'needless', why: `is not needed: the requirement is ${outcome}` }
  return { state: 'mismatched', why: `does not count: the requirement is ${outcome}, which nobody's word undoes` }
}
