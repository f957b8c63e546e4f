import type { Config } from '../config/config.ts'
import { ConfigError } from '../config/config-error.ts'
import { isObject } from '../national/json.ts'
import type { MeshAccess } from '../national/mesh.ts'

/** How the practice's mailbox is reached, and how often it is emptied. */
export interface MeshSettings extends MeshAccess {
  /** Seconds between rounds; not below five minutes in live use. Absent: only when asked. */
  pollSeconds?: number
}

/**
 * `areas.mesh` of the configuration; nothing when the practice has no mailbox.
 *
 * @throws ConfigError naming everything that is missing
 */
export function meshSettings({ areas }: Pick<Config, 'areas'>): MeshSettings | undefined {
  const settings = areas['mesh']
  if (settings === undefined) return undefined
  const given = isObject(settings) ? settings : {}
  const missing = ['url', 'mailbox', 'password', 'sharedKey'].filter((name) => typeof given[name] !== 'string' || given[name] === '')
  if (missing.length > 0) throw new ConfigError(missing.map((name) => ({ place: `areas.mesh.${name}`, what: 'is missing', remedy: 'Give the value that came with the mailbox.' })))
  const { url, mailbox, password, sharedKey, pollSeconds } = given as Record<string, string>
  const seconds = Number(pollSeconds)
  return { url: url!, mailbox: mailbox!, password: password!, sharedKey: sharedKey!, ...(seconds > 0 && { pollSeconds: seconds }) }
}
