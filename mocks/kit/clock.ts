/** The time inside an environment. Real time plus an offset, so that a scenario can let hours pass without waiting. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
  /** Moves the clock forward (or, with a negative number, back). */
  advance(ms: number): void
  /** Sets the clock; it goes on running from there. */
  set(epochMs: number): void
}

export function createClock(): Clock {
  let offset = 0
  return {
    now: () => Date.now() + offset,
    advance: (ms) => {
      offset += ms
    },
    set: (epochMs) => {
      offset = epochMs - Date.now()
    },
  }
}
