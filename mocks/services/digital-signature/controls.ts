import type { Environment } from '../../kit/environment.ts'
import type { Flaw, SignatureRequest, SignatureState, Signer } from './state.ts'

/** What users and those who enrol them do, and what the service was asked to sign. */
export const controls = {
  /** Enrols somebody: the service holds their key from now on. */
  enrol(state: SignatureState, { userId, ...signer }: Signer & { userId: string }): void {
    state.signers.set(userId, signer)
  },

  /** Whether somebody is enrolled. */
  isEnrolled: (state: SignatureState, { userId }: { userId: string }): boolean => state.signers.has(userId),

  /** The user confirms, or declines, what was last asked of them; gives how many documents that was. */
  answer(state: SignatureState, { userId, declines = false }: { userId: string; declines?: boolean }): { documents: number } {
    const last = lastOf(state, userId)
    if (last?.status !== 'waiting') throw new Error(`Failed to confirm: nothing waits for a signature of ${userId}.`)
    last.status = declines ? 'declined' : 'confirmed'
    return { documents: last.payloads.length }
  },

  /** Something is wrong with the signatures that are asked for next in somebody's name. */
  spoilNext(state: SignatureState, { userId, flaw }: { userId: string; flaw: Flaw }): void {
    state.flaws.set(userId, flaw)
  },

  /** All requests of somebody come to their end now. */
  expire(state: SignatureState, { userId }: { userId: string }, environment: Environment): void {
    for (const request of state.requests.values()) if (request.userId === userId) request.expiresAt = environment.clock.now()
  },

  /** What was last asked to be signed by somebody. */
  lastRequest(state: SignatureState, { userId }: { userId: string }): Pick<SignatureRequest, 'payloads' | 'claims' | 'status'> | undefined {
    const last = lastOf(state, userId)
    return last && { payloads: last.payloads, claims: last.claims, status: last.status }
  },
}

const lastOf = (state: SignatureState, userId: string): SignatureRequest | undefined => [...state.requests.values()].findLast((request) => request.userId === userId)
