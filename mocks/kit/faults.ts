/**
 * Everything that can go wrong between a system and a national service. A closed list: a scenario names one of these.
 *
 * | kind                 | what the caller sees |
 * |----------------------|----------------------|
 * | `latency`            | the normal answer, `ms` later |
 * | `timeout`            | nothing for `ms`, then the connection closes |
 * | `error`              | the documented error `name` of the service, with the body it publishes |
 * | `status`             | the bare `status`, no body |
 * | `html`               | `status` (default 502) with an HTML page, as a proxy on the way would |
 * | `malformed`          | `status` 200 and a body that is not JSON |
 * | `truncated`          | the normal answer cut in the middle |
 * | `wrong-content-type` | the normal answer labelled `text/plain` |
 * | `reset`              | the connection is reset |
 * | `expired-token`      | the access token counts as expired from now on |
 * | `slow-body`          | the normal answer, its body dripping over `ms` |
 *
 * Where a service delivers to the candidate (`Service.deliveries`), a fault of these kinds names the delivery as its operation:
 *
 * | kind                    | what the candidate gets |
 * |-------------------------|-------------------------|
 * | `duplicate-delivery`    | the same delivery twice |
 * | `out-of-order-delivery` | the delivery only after the next one of the same name |
 */
export const CALL_FAULTS = [
  'latency',
  'timeout',
  'error',
  'status',
  'html',
  'malformed',
  'truncated',
  'wrong-content-type',
  'reset',
  'expired-token',
  'slow-body',
] as const

/** See `CALL_FAULTS`. */
export const DELIVERY_FAULTS = ['duplicate-delivery', 'out-of-order-delivery'] as const

/** The closed list. */
export const FAULT_KINDS = [...CALL_FAULTS, ...DELIVERY_FAULTS] as const

export type FaultKind = (typeof FAULT_KINDS)[number]

export function isDeliveryFault(kind: FaultKind): kind is (typeof DELIVERY_FAULTS)[number] {
  return (DELIVERY_FAULTS as readonly string[]).includes(kind)
}

/** A fault waiting for the calls it applies to. */
export interface Fault {
  service: string
  /** Operation of the published API, or name of a delivery; any when absent. */
  operation?: string
  /** NHS number the call must be about; any when absent. */
  subject?: string
  kind: FaultKind
  /** For how many calls; 1 by default. `'always'` until cleared. */
  times?: number | 'always'
  /** Lets this many matching calls pass first. */
  after?: number
  /** Milliseconds, for `latency`, `timeout` and `slow-body`. */
  ms?: number
  /** Status, for `status`, `html` and `malformed`. */
  status?: number
  /** Name of the documented error, for `error`. */
  name?: string
  /** Extra response headers, for instance `retry-after`. */
  headers?: Record<string, string>
  /**
   * Whether the service carries the request out before the answer is lost (`timeout`, `status`, `html`, `malformed`,
   * `reset`). The dangerous case: the caller cannot know, and must not act twice.
   */
  processed?: boolean
}

interface Pending {
  id: number
  fault: Fault
  skip: number
  left: number
  used: number
}

/** The faults of one environment. */
export class Faults {
  #pending: Pending[] = []
  #nextId = 1

  inject(fault: Fault): number {
    const id = this.#nextId++
    const left = fault.times === 'always' ? Infinity : (fault.times ?? 1)
    this.#pending.push({ id, fault, skip: fault.after ?? 0, left, used: 0 })
    return id
  }

  /** @internal True when nothing is waiting: lets the fast path skip the search. */
  get idle(): boolean {
    return this.#pending.length === 0
  }

  /** @internal The fault that applies to this call, used up by one. */
  take(service: string, operation: string, subject: string | undefined): Fault | undefined {
    return this.#take(false, service, operation, subject)
  }

  /** @internal The fault that applies to this delivery to the candidate, used up by one. */
  takeDelivery(service: string, delivery: string, subject: string | undefined): Fault | undefined {
    return this.#take(true, service, delivery, subject)
  }

  #take(ofDelivery: boolean, service: string, operation: string, subject: string | undefined): Fault | undefined {
    for (const pending of this.#pending) {
      const { fault } = pending
      if (pending.left === 0 || fault.service !== service || isDeliveryFault(fault.kind) !== ofDelivery) continue
      if (fault.operation !== undefined && fault.operation !== operation) continue
      if (fault.subject !== undefined && fault.subject !== subject) continue
      if (pending.skip > 0) {
        pending.skip--
        continue
      }
      pending.left--
      pending.used++
      // What has struck as often as it was to is of no more use, and would slow every later call.
      if (pending.left === 0) this.#pending = this.#pending.filter((each) => each !== pending)
      return fault
    }
    return undefined
  }

  /** Faults that wait for a call, in the order in which they were set. `left`: for how many more calls. */
  get waiting(): { id: number; fault: Fault; used: number; left: number | 'always' }[] {
    return this.#pending.map(({ id, fault, used, left }) => ({ id, fault, used, left: left === Infinity ? 'always' : left }))
  }

  /** Removes all faults (or one) and returns those that no call ever met: a scenario that proved nothing. */
  clear(id?: number): Fault[] {
    const gone = this.#pending.filter((pending) => id === undefined || pending.id === id)
    this.#pending = this.#pending.filter((pending) => !gone.includes(pending))
    return gone.filter((pending) => pending.used === 0).map((pending) => pending.fault)
  }
}
