import type { JWK } from 'jose'
import { signingKey, type SigningKey } from './signing-key.ts'

/** The signing keys of one sign-in service in one environment: what it signs with now, and what its JWKS publishes. */
export class KeyRing {
  readonly algorithm: 'RS256' | 'RS512'
  readonly #owner: string
  #current = 0
  #published = [0]
  #jwks: Promise<{ keys: JWK[] }> | undefined

  constructor(owner: string, algorithm: 'RS256' | 'RS512') {
    this.#owner = owner
    this.algorithm = algorithm
  }

  /** The key that signs now. */
  current(): Promise<SigningKey> {
    return signingKey(this.#owner, this.#current)
  }

  /** A key of the same strength that is nowhere published: what a forger would sign with. */
  stranger(): Promise<SigningKey> {
    return signingKey(`${this.#owner} forger`, 0)
  }

  /** The published key set. The same object until the next rotation, so that verifiers can cache by it. */
  jwks(): Promise<{ keys: JWK[] }> {
    return (this.#jwks ??= Promise.all(this.#published.map((generation) => signingKey(this.#owner, generation))).then((keys) => ({
      keys: keys.map(({ kid, jwk }) => ({ ...jwk, kid, use: 'sig', alg: this.algorithm })),
    })))
  }

  /** Signs with a new key from now on. The old one stays published, so that tokens under way still verify, unless it is withdrawn. */
  rotate(options: { withdraw?: boolean } = {}): void {
    this.#current++
    this.#published = options.withdraw ? [this.#current] : [this.#current, ...this.#published]
    this.#jwks = undefined
  }
}
