import type { Pack } from '../pack/open.ts'
import { hubsUsed } from '../pack/shared-hub.ts'
import { plain } from './plain.ts'

/** A sentence on each shared hub that a run has used; none where it, or each of its shards, started a hub of its own. */
export function hubNotes({ environment }: Pick<Pack, 'environment'>): string[] {
  return hubsUsed(environment).map(({ hub: { assay, services, authority }, shards }) => {
    const who = shards.length === 0 ? 'The run' : shards.length === 1 ? `Shard ${shards[0]}` : `Shards ${shards.slice(0, -1).join(', ')} and ${shards.at(-1)}`
    const which = [...(assay === undefined ? [] : [`Assay ${assay}`]), ...(services === undefined ? [] : [`services sha256:${services}`]), `authority sha256:${authority}`]
    return plain(`${who} used a hub that others share: ${which.join(', ')}.`, 1000)
  })
}
