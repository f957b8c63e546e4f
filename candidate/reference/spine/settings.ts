import type { Config } from '../config/config.ts'
import { ConfigError } from '../config/config-error.ts'
import { isObject } from '../national/json.ts'

/** How this practice's system is known on the Spine, and how the Spine is reached. */
export interface SpineSettings {
  /** Base address, up to but without `/reliablemessaging`; behind mutual TLS. */
  url: string
  /** Accredited system id: 12 digits. */
  asid: string
  partyKey: string
  /** Common name in the certificate of the Spine, where it delivers messages. */
  spineName: string
  /** Seconds between rounds; absent: only when asked. */
  pollSeconds?: number
}

/**
 * `areas.spine` of the configuration; nothing when the system is not on the Spine.
 *
 * @throws ConfigError naming everything that is missing
 */
export function spineSettings({ areas }: Pick<Config, 'areas'>): SpineSettings | undefined {
  const settings = areas['spine']
  if (settings === undefined) return undefined
  const given = isObject(settings) ? settings : {}
  const names = ['url', 'asid', 'partyKey', 'spineName'] as const
  const missing = names.filter((name) => typeof given[name] !== 'string' || given[name] === '')
  if (missing.length > 0) throw new ConfigError(missing.map((name) => ({ place: `areas.spine.${name}`, what: 'is missing', remedy: 'Give the value that came with the accreditation on the Spine.' })))
  const [url, asid, partyKey, spineName] = names.map((name) => String(given[name])) as [string, string, string, string]
  const seconds = Number(given['pollSeconds'])
  return { url, asid, partyKey, spineName, ...(seconds > 0 && { pollSeconds: seconds }) }
}
