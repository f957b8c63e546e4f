import { isRecord } from './is-record.ts'

/** A hub that others share, as environment.json tells of the one that a run has used: which it was, never how to get in. */
export interface SharedHub {
  /** Version of the Assay that it is of; absent where it did not say. */
  assay?: string
  /** SHA-256 over all that its services are made of; absent where it did not say. */
  services?: string
  /** SHA-256 of the certificate of the authority that vouches for it, in DER. */
  authority: string
}

/** A shared hub, and the shards that used it: none named where the run was not divided. */
export interface HubUse {
  hub: SharedHub
  shards: string[]
}

/** The shared hub that an environment.json names; undefined when it names none, since the run started its own. */
export function sharedHubOf(environment: unknown): SharedHub | undefined {
  const given = isRecord(environment) ? environment['sharedHub'] : undefined
  if (!isRecord(given) || typeof given['authority'] !== 'string') return undefined
  const { assay, services, authority } = given
  return { ...(typeof assay === 'string' && { assay }), ...(typeof services === 'string' && { services }), authority }
}

/** Every shared hub that a run has used: that of an undivided run, or those of its parts. */
export function hubsUsed(environment: unknown): HubUse[] {
  const own = sharedHubOf(environment)
  if (own !== undefined) return [{ hub: own, shards: [] }]
  const parts = isRecord(environment) && Array.isArray(environment['parts']) ? environment['parts'].filter(isRecord) : []
  const uses = parts.flatMap((part) => {
    const hub = sharedHubOf(part)
    return hub === undefined ? [] : [{ hub, shard: String(part['shard']) }]
  })
  return [...Map.groupBy(uses, ({ hub }) => JSON.stringify(hub)).values()].flatMap((same) => same.slice(0, 1).map(({ hub }) => ({ hub, shards: same.map(({ shard }) => shard) })))
}
