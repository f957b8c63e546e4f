import type { Fault } from './kit/faults.ts'
import type { JournalEntry, JournalQuery } from './kit/journal.ts'
import type { services } from './services.ts'
import { CONTROL_KEY_HEADER } from './control-key.ts'

type Services = typeof services

/** The controls of one service as calls: arguments and results as the service defines them. */
type ControlCalls<C> = {
  [Name in keyof C]: C[Name] extends (state: never, args: infer Args, environment: never) => infer Result ? (args: Args) => Promise<Awaited<Result>> : never
}

/** Steers one environment of a hub, from a step or a tool. */
export interface ControlClient {
  /** What the outside world does to the services or sees of them: `outside.pds.readPatient({ nhsNumber })`. */
  outside: { [Key in keyof Services]: ControlCalls<Services[Key]['controls']> }
  /** Makes the next matching call go wrong; gives the fault's id. */
  inject(fault: Fault): Promise<number>
  /** Takes faults away, all of them unless ids are given; returns those that no call ever met. */
  clearFaults(ids?: readonly number[]): Promise<Fault[]>
  journal(query?: Omit<JournalQuery, 'header'>): Promise<JournalEntry[]>
  /** Position of the newest entry. */
  position(): Promise<number>
  advanceClock(ms: number): Promise<void>
}

/** `hub`: base URL of the hub (`http://127.0.0.1:1234`). Throws when the control API refuses: that is a fault of the harness. */
export function createControlClient(hub: string, controlKey: string, environment: string): ControlClient {
  const base = `${hub}/control/environments/${environment}`
  const send = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(base + path, {
      method,
      headers: { [CONTROL_KEY_HEADER]: controlKey, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(30_000),
    })
    const answer = (await response.json()) as T & { error?: string }
    if (!response.ok) throw new Error(answer.error ?? `Failed to ${method} ${path}: the hub answered ${response.status}.`)
    return answer
  }

  const outside = new Proxy({} as ControlClient['outside'], {
    get: (_, service: string) =>
      new Proxy(
        {},
        {
          get: (_target, control: string) => async (args: unknown) => (await send<{ result: unknown }>('POST', `/services/${service}/${control}`, args ?? {})).result,
        },
      ),
  })

  return {
    outside,
    inject: async (fault) => (await send<{ id: number }>('POST', '/faults', fault)).id,
    clearFaults: async (ids) => (await send<{ unused: Fault[] }>('DELETE', ids === undefined ? '/faults' : `/faults?ids=${ids.join(',')}`)).unused,
    journal: async (query = {}) => {
      const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))
      return (await send<{ entries: JournalEntry[] }>('GET', `/journal?${search}`)).entries
    },
    position: async () => (await send<{ position: number }>('GET', '/journal/position')).position,
    advanceClock: async (ms) => void (await send('PUT', '/clock', { advanceMs: ms })),
  }
}
