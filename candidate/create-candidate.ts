import { pathToFileURL } from 'node:url'
import type { Candidate, VerbGroup } from './candidate.ts'
import type { Driver, DriverOptions } from './drivers/driver.ts'
import { VerbNotOffered } from './port/faults.ts'

const BUILT_IN: Record<string, () => Promise<Driver>> = {
  api: async () => (await import('./drivers/api/api-driver.ts')).apiDriver,
  browser: async () => (await import('./drivers/browser/browser-driver.ts')).browserDriver,
}

export const VERB_GROUPS: readonly VerbGroup[] = ['identity', 'demographics', 'appointments', 'resources', 'messaging', 'prescribing', 'referrals', 'tasks', 'audit', 'screen', 'connection', 'aids']

/**
 * Puts a candidate together from the drivers its configuration names: each group of verbs comes from the driver that
 * `drivers` assigns to it. `all` sends every group through one driver, as scenarios tagged @ui ask for.
 */
export async function createCandidate(options: DriverOptions & { all?: string }): Promise<Candidate> {
  const made = new Map<string, Partial<Candidate>>()
  const driverNamed = async (name: string) => {
    let driver = made.get(name)
    if (!driver) {
      driver = await (await loadDriver(name))(options)
      made.set(name, driver)
    }
    return driver
  }

  const { drivers } = options.config
  const candidate: Record<string, unknown> = {}
  for (const group of VERB_GROUPS) {
    const name = options.all ?? drivers[group] ?? drivers.default
    // A driver that lacks a group leaves it to the default: the browser driver, say, reads the audit trail through the API.
    const offered = (await driverNamed(name))[group] ?? (await driverNamed(drivers.default))[group]
    candidate[group] = orNotOffered(offered, group, name)
  }
  candidate['close'] = async () => {
    await Promise.all([...made.values()].map((driver) => driver.close?.()))
  }
  return candidate as unknown as Candidate
}

/**
 * The driver of a name: one that comes with Assay, or that of a supplier's own module.
 *
 * @throws Error when the module cannot be loaded or exports no driver
 */
export async function loadDriver(name: string): Promise<Driver> {
  const builtIn = BUILT_IN[name]
  if (builtIn) return builtIn()
  const module = (await import(pathToFileURL(name).href)) as { driver?: Driver }
  if (typeof module.driver !== 'function') throw new Error(`Failed to load the driver ${name}: expected an exported function "driver". Export one; docs/candidate-contract.md shows its shape.`)
  return module.driver
}

/** The verbs that a driver offers, still bound to what they belong to; each of the others says that it is not offered. */
function orNotOffered(offered: object = {}, group: VerbGroup, driver: string): object {
  return new Proxy(offered, {
    get(verbs, name) {
      const verb: unknown = Reflect.get(verbs, name)
      if (typeof verb === 'function') return verb.bind(verbs) as unknown
      return () => {
        throw new VerbNotOffered(`${group}.${String(name)}`, `its driver (${driver}) has no such verb`)
      }
    },
  })
}
