import type { Citizen } from '../../kit/identity.ts'
import vectors from './vectors.json' with { type: 'json' }

const level = (proofing: string) => vectors.levels.indexOf(proofing)

/** The entries of a `vtr` parameter; `undefined` when it is not a JSON array of vectors that NHS login knows. */
export function readVtr(vtr: string | null): string[] | undefined {
  if (vtr === null) return vectors.default
  let entries: unknown
  try {
    entries = JSON.parse(vtr)
  } catch {
    return undefined
  }
  const known = (entry: unknown): entry is string => typeof entry === 'string' && vectors.profiles.includes(entry)
  return Array.isArray(entries) && entries.length > 0 && entries.every(known) ? entries : undefined
}

/** The vector that a user reaches who has a password and a registered device. */
export const reached = (proofing: Citizen['proofing']): string => vectors.reached[proofing]

/**
 * The vector the user reaches, if that satisfies one entry: a proofing level not above the user's, and credentials that
 * they hold. `undefined` when it satisfies none.
 * Source: NHS login Interface Specification - Federation v2.1, section 5.1: components ANDed, entries ORed.
 */
export function satisfy(citizen: Citizen, entries: readonly string[]): string | undefined {
  const satisfied = entries.some((entry) => {
    const [proofing, ...credentials] = entry.split('.')
    return credentials.every((credential) => vectors.held.includes(credential)) && level(proofing!) <= level(citizen.proofing)
  })
  return satisfied ? reached(citizen.proofing) : undefined
}
