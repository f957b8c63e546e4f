import type { Decision } from './decide.ts'
import { evidenceOf } from './explain.ts'

/** What a person vouches for or accepts, whichever it is: who said what, when, and what becomes of it. */
export interface Word {
  kind: 'attestation' | 'waiver'
  requirement: string
  /** Who gave it; of a waiver that stands in the policy, its owner. */
  by: string
  /** In which role; absent where the policy names an owner only. */
  role?: string
  /** On which day, `2026-03-31`; absent where the policy does not say. */
  date?: string
  /** Last day on which it holds. */
  expires: string
  /** Whether it makes its requirement attested or waived. */
  counts: boolean
  state: string
  /** What becomes of it; goes on from "it". */
  why: string
  /** What is vouched for, or why it is accepted. */
  text: string
  /** The risk that is accepted. */
  risk?: string
  /** What it rests on. */
  evidence?: string
}

/** Everybody's word in a decision: attestations, then waivers, each in the order in which they were given. */
export function wordsOf({ attestations, waivers }: Pick<Decision, 'attestations' | 'waivers'>): Word[] {
  return [
    ...attestations.map((attestation): Word => {
      const { requirement, by, role, date, expires, state, why, statement } = attestation
      return { kind: 'attestation', requirement, by, role, date, expires, counts: state === 'counts', state, why, text: statement, evidence: evidenceOf(attestation) }
    }),
    ...waivers.map(({ requirement, owner, given, expires, state, why, reason, risk }): Word => {
      return { kind: 'waiver', requirement, ...(given ?? { by: owner }), expires, counts: state === 'active', state, why, text: reason, ...(risk !== undefined && { risk }) }
    }),
  ]
}
