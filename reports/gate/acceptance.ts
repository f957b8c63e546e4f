import type { RequirementResult, Results } from '../pack/results.ts'
import type { AttestationFile } from './attestation-file.ts'
import { dayOf, daysBetween } from './calendar-day.ts'
import type { Policy } from './policy.ts'

/** Whose word a policy takes. */
export interface Acceptance {
  /** For requirements of these levels; those of the policy, where left out. */
  levels?: Policy['levels']
  /** Capitals do not matter. */
  roles: string[]
  /** Not given longer ago than this. */
  maxAgeDays?: number
}

/** What the word of a person, an attestation or a waiver, is held to. */
export interface Court {
  candidate: Results['candidate']
  /** Whom the file speaks of. */
  subject: AttestationFile['candidate']
  policy: Pick<Policy, 'name' | 'levels'>
  acceptance: Acceptance | undefined
  now: Date
}

export interface Refusal {
  state: 'mismatched' | 'refused' | 'expired'
  /** Goes on from "it". */
  why: string
}

/** Why a person's word on a requirement does not count, whatever it says; undefined when it does. */
export function refusalOf(
  { role, date, expires }: { role: string; date: string; expires: string },
  { level }: Pick<RequirementResult, 'level'>,
  what: 'attestations' | 'waivers',
  { candidate, subject, policy, acceptance, now }: Court,
): Refusal | undefined {
  const today = dayOf(now)
  const age = daysBetween(date, today)
  if (subject.name !== candidate.name || (subject.version !== undefined && subject.version !== candidate.version)) {
    return { state: 'mismatched', why: `speaks of ${[subject.name, subject.version].join(' ').trim()}; the run is of ${candidate.name} ${candidate.version}` }
  }
  if (age < 0) return { state: 'mismatched', why: `is dated ${date}, which is still to come` }
  if (expires < date) return { state: 'mismatched', why: `ends on ${expires}, before it was given` }
  if (expires < today) return { state: 'expired', why: `has expired on ${expires}` }
  if (acceptance === undefined) return { state: 'refused', why: `is refused: the policy ${policy.name} accepts no ${what} from a file` }
  const levels = acceptance.levels ?? policy.levels
  if (!levels.includes(level)) return { state: 'refused', why: `is refused: the policy accepts ${what} for ${levels.join(' and ')} only, and this is a ${level}` }
  const roles = acceptance.roles.map((name) => name.toLowerCase())
  if (!roles.includes(role.trim().toLowerCase())) return { state: 'refused', why: `is refused: the policy does not accept ${what} from a ${role}` }
  if (acceptance.maxAgeDays !== undefined && age > acceptance.maxAgeDays) return { state: 'refused', why: `is refused: it is ${age} days old, and the policy accepts ${acceptance.maxAgeDays}` }
  return undefined
}
