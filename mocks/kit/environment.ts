import { createClock, type Clock } from './clock.ts'
import { Faults } from './faults.ts'
import { Identity } from './identity.ts'
import { Journal, type JournalLimits } from './journal.ts'
import { createRandom, type Random } from './random.ts'
import type { AnyService } from './service.ts'
import { createSpineDirectory, type SpineDirectory } from './spine-directory.ts'
import { weigh } from './weigh.ts'

/** An isolated world inside the hub: its own people, state, journal, faults and clock. Nothing leaks into another. */
export class Environment {
  readonly id: string
  /** What an address has to have in it to reach the environment; absent where the name is enough. */
  readonly token: string | undefined
  /** Path prefix of every URL of this environment: `/e/<id>`, or `/e/<id>~<token>`. */
  readonly prefix: string
  /**
   * Scheme, host and port under which the environment is reached (`https://127.0.0.1:8443`), for what names an address
   * without being asked over HTTP: the issuer of a token that a control mints. Set by whoever hosts the environment.
   */
  origin: string | undefined
  /** The candidate was there before this environment, and may hold tokens of an earlier one. */
  livesOn = false
  readonly clock: Clock = createClock()
  readonly opened = this.clock.now()
  readonly journal: Journal
  readonly faults = new Faults()
  readonly identity = new Identity()
  /** What its services number their own things from. */
  readonly seed: number
  /** Reproducible randomness: the same seed gives the same ids. */
  readonly random: Random
  #directory: SpineDirectory | undefined
  #states = new Map<string, unknown>()
  #heldBack = new Map<string, (() => unknown)[]>()

  constructor(id: string, seed: number, journalLimits?: JournalLimits, token?: string) {
    this.journal = new Journal(journalLimits)
    this.id = id
    this.token = token
    this.prefix = token === undefined ? `/e/${id}` : `/e/${id}~${token}`
    this.seed = seed
    this.random = createRandom(seed)
  }

  /** Who is accredited on the Spine; made on first use. */
  get directory(): SpineDirectory {
    return (this.#directory ??= createSpineDirectory(this.random))
  }

  /** @internal Deliveries to the candidate of one name that wait for the next one to go out first. */
  heldBackAt(name: string): (() => unknown)[] {
    let waiting = this.#heldBack.get(name)
    if (!waiting) this.#heldBack.set(name, (waiting = []))
    return waiting
  }

  /** Bytes that its services and sign-ins hold, roughly; no more are counted than `enough`. The journal has a limit of its own. */
  stored(enough?: number): number {
    return weigh([this.#states, this.#heldBack, this.#directory, this.identity], { without: [this, this.journal], ...(enough !== undefined && { enough }) })
  }

  /** The state of a service in this environment, made on first use. */
  stateOf<State>(service: AnyService<State>): State {
    let state = this.#states.get(service.key)
    if (state === undefined) {
      state = service.state(this)
      this.#states.set(service.key, state)
    }
    return state as State
  }
}
