/** The one source of time. A test aid may move it forward; nothing in the system asks the machine directly. */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number
  /** The instant as ISO 8601 with milliseconds. */
  timestamp(): string
  /** Today's date in the practice's time zone, YYYY-MM-DD. */
  today(): string
  /** Moves this clock forward, or with a negative number back. */
  advance(seconds: number): void
}

const londonDate = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London', year: 'numeric', month: '2-digit', day: '2-digit' })

export function systemClock(): Clock {
  let offset = 0
  const now = () => Date.now() + offset
  return {
    now,
    timestamp: () => new Date(now()).toISOString(),
    today: () => londonDate.format(now()),
    advance: (seconds) => void (offset += seconds * 1000),
  }
}
