import { createApplication } from './application.ts'
import { ConfigError } from './config/config-error.ts'
import { loadConfig } from './config/load-config.ts'
import type { Defect } from './defects/defect.ts'
import { loadDefect } from './defects/load-defects.ts'
import { listen } from './listen.ts'

/** The system, answering on the network. */
export interface Running {
  url: string
  /** Stops it, and takes its faults out again. */
  stop(): Promise<void>
}

/**
 * Starts the system.
 *
 * @param file its configuration
 * @param defects known faults to start it with, by name
 * @throws ConfigError when the configuration is wrong or a fault is not known
 */
export async function start(file: string, defects: readonly string[]): Promise<Running> {
  const faults = await Promise.all(defects.map(faultNamed))
  const mended = faults.map((fault) => fault.apply())
  const mend = () => mended.forEach((putBack) => putBack())
  try {
    const config = loadConfig(file)
    const listening = await listen(createApplication(config), config)
    return { url: listening.url, stop: () => listening.close().finally(mend) }
  } catch (error) {
    mend()
    throw error
  }
}

async function faultNamed(name: string): Promise<Defect> {
  const found = await loadDefect(name)
  if (!found) throw new ConfigError([{ place: `--defect ${name}`, what: 'is not a known defect', remedy: 'See --list-defects for the names.' }])
  return found
}
