import { pathToFileURL } from 'node:url'
import type { Candidate, VerbGroup } from './candidate.ts'
import type { Driver, DriverOptions, Offer } from './drivers/driver.ts'
import { CandidateFault, VerbNotOffered } from './port/faults.ts'

/** Stands for a driver where a candidate does not do a group of things at all. */
const NO_DRIVER = 'none'

const BUILT_IN: Record<string, () => Promise<Driver>> = {
  api: async () => (await import('./drivers/api/api-driver.ts')).apiDriver,
  browser: async () => (await import('./drivers/browser/browser-driver.ts')).browserDriver,
  [NO_DRIVER]: async () => () => ({}),
}

export const VERB_GROUPS: readonly VerbGroup[] = ['identity', 'demographics', 'adjustments', 'safeguarding', 'registrationsMi', 'registrationLinks', 'appointments', 'resources', 'messaging', 'invitations', 'notifications', 'documents', 'laboratory', 'onlineServices', 'patientFacing', 'proxyAccess', 'im1', 'directories', 'problems', 'gpConnect', 'prescribing', 'referrals', 'bookingReferral', 'summaries', 'immunisations', 'extracts', 'fitNotes', 'plans', 'yellowCards', 'transfers', 'tasks', 'audit', 'screen', 'connection', 'aids']

/**
 * Puts a candidate together from the drivers its configuration names: each group of verbs comes from the driver that
 * `drivers` assigns to it. `all` sends every group through one driver, as scenarios tagged @ui ask for.
 */
export async function createCandidate(options: DriverOptions & { all?: string }): Promise<Candidate> {
  const made = new Map<string, Offer>()
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
    const name = drivers[group] === NO_DRIVER ? NO_DRIVER : (options.all ?? drivers[group] ?? drivers.default)
    // A driver that lacks a group leaves it to the default: the browser driver, say, reads the audit trail through the API.
    const offered = name === NO_DRIVER ? undefined : ((await driverNamed(name))[group] ?? (await driverNamed(drivers.default))[group])
    candidate[group] = guarded(offered, { group, driver: name, limitMs: options.config.limits.scenarioMs })
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

/**
 * The verbs that a driver offers, each held to the time that it may take altogether: many answers that are each in time may still
 * keep a user waiting for ever. A verb that it lacks says that it is not offered.
 */
function guarded(offered: object = {}, { group, driver, limitMs }: { group: VerbGroup; driver: string; limitMs: number }): object {
  return new Proxy(offered, {
    get(verbs, name) {
      const verb: unknown = Reflect.get(verbs, name)
      const asked = `${group}.${String(name)}`
      if (typeof verb === 'function') return (...args: unknown[]) => withinLimit(verb.apply(verbs, args), asked, limitMs)
      return () => {
        throw new VerbNotOffered(asked, `its driver (${driver}) has no such verb`)
      }
    },
  })
}

/** Passes an answer on that comes at once: not everything that drivers offer is a promise. */
function withinLimit(answer: unknown, asked: string, limitMs: number): unknown {
  if (!(answer instanceof Promise)) return answer
  let timer: NodeJS.Timeout
  const limit = new Promise((_, fail) => {
    timer = setTimeout(() => fail(new CandidateFault(`The candidate was not done (${asked}) within ${limitMs} ms.`)), limitMs)
  })
  return Promise.race([answer, limit]).finally(() => clearTimeout(timer))
}
