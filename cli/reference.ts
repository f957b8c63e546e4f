import { randomInt } from 'node:crypto'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { loadTraceability } from '../config/traceability.ts'
import { loadWorld } from '../config/world.ts'
import { startHub } from '../mocks/hub.ts'
import type { RunSetup } from '../steps/support/setup.ts'
import { parsed } from './arguments.ts'
import type { Command } from './command.ts'
import { WORK_FOLDER } from './paths.ts'
import { startEmbedded } from './run/embedded.ts'
import { prepareKeys } from './run/keys.ts'
import { nextSeries } from './run/next-seed.ts'
import { registerEmbedded } from './run/places.ts'
import { planRun } from './run/plan.ts'
import { untilStopped } from './until-stopped.ts'
import { seedDemonstration } from './run/seed-demonstration.ts'

const help = `assay reference: the reference candidate, to click through

Usage
  assay reference [--port N] [--fresh] [--defect NAME]

Starts the reference candidate, a small GP system, with the mocked national services behind it. Open the address it prints, sign in
as one of the people it lists, and use it. Data is kept in ${WORK_FOLDER}/reference until you say --fresh.

Options
  --port N        9900 by default
  --fresh         start with an empty database
  --setup FILE    write what plain cucumber-js needs to run scenarios against it (see cucumber.js)
  --defect NAME   with a defect switched on (repeat for more); "assay selftest --list" names them
`

export const command: Command = {
  name: 'reference',
  summary: 'start the reference candidate, to click through',
  help,
  async run(args) {
    const { values } = parsed('reference', () => parseArgs({
      args,
      options: { port: { type: 'string', default: '9900' }, fresh: { type: 'boolean', default: false }, setup: { type: 'string' }, defect: { type: 'string', multiple: true, default: [] } },
    }))
    const folder = join(WORK_FOLDER, 'reference')
    if (values.fresh) rmSync(folder, { recursive: true, force: true })
    const keys = await prepareKeys()
    const hub = await startHub({ tls: { server: keys.hub, authority: keys.authority } })
    const database = join(folder, 'reference.sqlite')
    const series = nextSeries(1, { first: !existsSync(database) })
    const environment = hub.open('reference', series)
    const baseUrl = `https://127.0.0.1:${values.port}`
    registerEmbedded(environment, baseUrl, keys)
    const people = seedDemonstration(environment)
    const candidate = await startEmbedded({
      keys,
      nationalUrl: `${hub.urls.https}${environment.prefix}`,
      mutualUrl: hub.urls.mutual && `${hub.urls.mutual}${environment.prefix}`,
      baseUrl,
      port: Number(values.port),
      folder,
      database,
      defects: values.defect,
    })
    if (values.setup !== undefined) {
      const setup: RunSetup = {
        hub: { url: hub.urls.http, controlKey: hub.controlKey },
        places: [{ environment: environment.id, nationalUrl: `${hub.urls.https}${environment.prefix}`, candidate: candidate.config }],
        shared: false,
        seed: randomInt(1, 10_000),
        ordinals: (await planRun(await loadTraceability({ profile: 'full' }), { requirements: [] })).ordinals,
      }
      writeFileSync(values.setup, JSON.stringify(setup), { mode: 0o600 })
    }
    process.stdout.write(`The reference candidate is at ${baseUrl}
Your browser will warn about its certificate: it is made by ${keys.files.authority} on this machine.

Sign in as (type the user name at the CIS2 page)
${loadWorld()
  .staff.map((worker) => `  ${worker.username.padEnd(18)} ${worker.persona}`)
  .join('\n')}

People the national record knows, to find and register
${people.map((person) => `  ${person}`).join('\n')}

Ctrl-C stops it.
`)
    await untilStopped()
    await candidate.stop()
    await hub.close()
    return 0
  },
}
