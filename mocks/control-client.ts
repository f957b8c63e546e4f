import type { Fault } from './kit/faults.ts'
import type { JournalEntry, JournalQuery } from './kit/journal.ts'
import type { services } from './services.ts'
import { askControl, ControlFailed, type ControlAccess } from './control-request.ts'

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
  /** Throws rather than leave out what the journal no longer has. */
  journal(query?: Omit<JournalQuery, 'header'>): Promise<JournalEntry[]>
  /** Position of the newest entry. */
  position(): Promise<number>
  advanceClock(ms: number): Promise<void>
}

/** Every call throws `ControlFailed` when the control API refuses or cannot be reached: a fault of the harness or the set-up. */
export function createControlClient(access: ControlAccess, environment: string): ControlClient {
  const send = <T>(method: string, path: string, body?: unknown): Promise<T> => askControl(access, method, `/environments/${environment}${path}`, body)

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
      const { entries, dropped } = await send<{ entries: JournalEntry[]; dropped: number }>('GET', `/journal?${search}`)
      if ((query.since ?? 0) < dropped) throw new ControlFailed(`Failed to read the journal of ${environment} from ${(query.since ?? 0) + 1} on: it keeps so much and no more, and has let go of all up to ${dropped}.`)
      return entries
    },
    position: async () => (await send<{ position: number }>('GET', '/journal/position')).position,
    advanceClock: async (ms) => void (await send('PUT', '/clock', { advanceMs: ms })),
  }
}
