import { benchPdsRead } from './pds-read.ts'

const BENCHES: Record<string, { title: string; run: () => Promise<void> }> = {
  'pds-read': { title: 'PDS read through the hub', run: benchPdsRead },
}

const asked = process.argv.slice(2)
for (const [name, { title, run }] of Object.entries(BENCHES)) {
  if (asked.length && !asked.includes(name)) continue
  console.log(`\n${title} (npm run bench -- ${name})`)
  await run()
}
process.exit(0)
