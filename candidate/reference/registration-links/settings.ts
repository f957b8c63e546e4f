import type { Config } from '../config/config.ts'
import { ConfigError } from '../config/config-error.ts'
import { isObject } from '../national/json.ts'

/** What the practice and its registration authority know of each other. */
export interface LinkSettings {
  /** Trading partner code of the practice. */
  cipher: string
  authority: { cipher: string; code: string; mailbox: string }
  /** The numbers that were used last, also by a system before this one: they go on from there. */
  lastSent: Readonly<Record<'interchange' | 'message' | 'transaction', number>>
  lastReceived: number
}

/**
 * `areas.registration-links` of the configuration; nothing when the practice has no registration links.
 *
 * @throws ConfigError naming everything that is missing
 */
export function linkSettings({ areas }: Pick<Config, 'areas'>): LinkSettings | undefined {
  const given = areas['registration-links']
  if (given === undefined) return undefined
  const settings = isObject(given) ? given : {}
  const authority = isObject(settings['authority']) ? settings['authority'] : {}
  const sent = isObject(settings['lastSent']) ? settings['lastSent'] : {}
  const missing = [
    ...(typeof settings['cipher'] === 'string' ? [] : ['cipher']),
    ...['cipher', 'code', 'mailbox'].filter((name) => typeof authority[name] !== 'string').map((name) => `authority.${name}`),
  ]
  if (missing.length > 0) throw new ConfigError(missing.map((name) => ({ place: `areas.registration-links.${name}`, what: 'is missing', remedy: 'Give what the registration authority gave the practice.' })))
  const number = (value: unknown) => (Number.isInteger(value) ? Number(value) : 0)
  return {
    cipher: String(settings['cipher']),
    authority: { cipher: String(authority['cipher']), code: String(authority['code']), mailbox: String(authority['mailbox']) },
    lastSent: { interchange: number(sent['interchange']), message: number(sent['message']), transaction: number(sent['transaction']) },
    lastReceived: number(settings['lastReceived']),
  }
}
