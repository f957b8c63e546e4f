import { pathToFileURL } from 'node:url'
import type { Candidate, VerbGroup } from './candidate.ts'
import type { Driver, DriverOptions } from './drivers/driver.ts'
import { VerbNotOffered } from './port/faults.ts'

const BUILT_IN: Record<string, () => Promise<Driver>> = {
  api: async () => (await import('./drivers/api/api-driver.ts')).apiDriver,
  browser: async () => (await import('./drivers/browser/browser-driver.ts')).browserDriver,
}

const GROUPS: readonly VerbGroup[] = ['identity', 'demographics', 'appointments', 'resources', 'audit', 'screen', 'connection', 'aids']

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
  for (const group of GROUPS) {
    const name = options.all ?? drivers[group] ?? drivers.default
    // A driver that lacks a group leaves it to the default: the browser driver, say, reads the audit trail through the API.
    const offered = (await driverNamed(name))[group] ?? (await driverNamed(drivers.default))[group]
    candidate[group] = offered ?? notOffered(group, name)
  }
  candidate['close'] = async () => {
    await Promise.all([...made.values()].map((driver) => driver.close?.()))
  }
  return candidate as unknown as Candidate
}

async function loadDriver(name: string): Promise<Driver> {
  const builtIn = BUILT_IN[name]
  if (builtIn) return builtIn()
  const module = (await import(pathToFileURL(name).href)) as { driver?: Driver }
  if (typeof module.driver !== 'function') throw new Error(`Failed to load the driver ${name}: expected an exported function "driver". Export one; docs/candidate-contract.md shows its shape.`)
  return module.driver
}

/** A group of verbs of which every one says that it is not offered. */
function notOffered(group: VerbGroup, driver: string): object {
  return new Proxy(
    {},
    {
      get: (_, verb: string) => () => {
        throw new VerbNotOffered(`${group}.${verb}`, `the driver "${driver}" has no ${group} verbs`)
      },
    },
  )
}
