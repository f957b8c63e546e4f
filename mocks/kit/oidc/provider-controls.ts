import type { Environment } from '../environment.ts'
import { readFlaw, type IdTokenFlaw } from './id-token-flaws.ts'
import type { ProviderName } from './provider.ts'

interface Spoilable {
  flaws: IdTokenFlaw[]
}

/** Controls that every sign-in service has. */
export function providerControls(provider: ProviderName) {
  return {
    /** The next ID tokens that clients get have a flaw that they must notice. */
    spoilNextIdToken(state: Spoilable, { flaw, times }: { flaw: IdTokenFlaw; times?: number }) {
      state.flaws.push(...Array.from({ length: times ?? 1 }, () => readFlaw(flaw)))
    },

    /** Takes back the flaws that no token has had yet, and returns them: a scenario that left one proved nothing. */
    clearFlaws(state: Spoilable): IdTokenFlaw[] {
      return state.flaws.splice(0)
    },

    /** Signs with a new key from now on; `withdraw` also stops publishing the old one. */
    rotateKeys(_state: unknown, { withdraw }: { withdraw?: boolean }, environment: Environment) {
      environment.identity.keys[provider].rotate({ withdraw: withdraw ?? false })
    },
  }
}

/** Claims with changes on top; a change to null takes a claim away. */
export function changeClaims(claims: Record<string, unknown>, changes: Record<string, unknown> = {}): Record<string, unknown> {
  return Object.fromEntries(Object.entries({ ...claims, ...changes }).filter(([, value]) => value !== null))
}
