import { benchEndure } from './endure.ts'
import { benchFuzz } from './fuzz.ts'
import { benchManyServices } from './many-services.ts'
import { benchMutualTls } from './mutual-tls.ts'
import { benchPacks } from './packs.ts'
import { benchPdsRead } from './pds-read.ts'
import { benchProfile } from './profile-time.ts'
import { benchSharedHub } from './shared-hub.ts'
import { benchShards } from './shards.ts'
import { benchStability } from './stability.ts'
import { benchStartup } from './startup.ts'

const BENCHES: Record<string, { title: string; run: () => Promise<void> }> = {
  'pds-read': { title: 'PDS read through the hub', run: benchPdsRead },
  'many-services': { title: 'A hub with every service against a hub with one', run: benchManyServices },
  'shared-hub': { title: 'PDS read in one of fifty environments of a shared hub', run: benchSharedHub },
  'mutual-tls': { title: 'Mutual TLS through the hub', run: benchMutualTls },
  endure: { title: 'A thousand connections for a minute, with faults', run: benchEndure },
  fuzz: { title: 'Ten thousand requests that no honest caller would send', run: benchFuzz },
  startup: { title: 'From the command to the first step', run: benchStartup },
  packs: { title: 'Evidence of 10,000 scenarios', run: benchPacks },
  shards: { title: 'Eight shards against one run', run: benchShards },
  profile: { title: 'The tif-core profile on the reference candidate', run: benchProfile },
  stability: { title: 'Twenty runs in random order', run: benchStability },
}

const asked = process.argv.slice(2)
for (const [name, { title, run }] of Object.entries(BENCHES)) {
  if (asked.length && !asked.includes(name)) continue
  console.log(`\n${title} (npm run bench -- ${name})`)
  await run()
}
process.exit()
