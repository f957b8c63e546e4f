import { parseArgs } from 'node:util'
import { loadCandidate } from '../config/load-candidate.ts'
import { loadWorld } from '../config/world.ts'
import { CONTROL_KEY_HEADER } from '../mocks/control-key.ts'
import { startHub, type Hub } from '../mocks/hub.ts'
import type { Environment } from '../mocks/kit/environment.ts'
import { services } from '../mocks/services.ts'
import { parsed } from './arguments.ts'
import type { Command } from './command.ts'
import { prepareKeys, type RunKeys } from './run/keys.ts'
import { hostExternal, registerEmbedded } from './run/places.ts'
import { seedDemonstration } from './run/seed-demonstration.ts'
import { untilStopped } from './until-stopped.ts'

const help = `assay mocks: the mocked national services alone

Usage
  assay mocks --candidate FILE [--json]
  assay mocks [--port N] [--https-port N] [--mutual-port N] [--json]

For a developer of a GP system: starts the hub, and prints where each service is, who can sign in, whom PDS knows, and how to steer
it. Runs until you stop it with Ctrl-C. With a candidate file everything is as in a run: the same addresses, and your system is known
by its own keys and client id. Without one there is an environment "dev", on loopback, that knows the reference candidate.

Options
  --candidate FILE  candidate.yaml of your system (docs/candidate-contract.md); the ports are those under "hub" in it
  --port N          HTTP, 9800 by default
  --https-port N    HTTPS, 9843 by default; trust the authority it names
  --mutual-port N   HTTPS that demands a client certificate, 9844 by default
  --json            what it prints, as one JSON document

Examples
  assay mocks --candidate candidate.yaml
  assay mocks
  curl -s http://127.0.0.1:9800/e/dev/oauth2/_ping
`

export const command: Command = {
  name: 'mocks',
  summary: 'start the mocked national services alone',
  help,
  async run(args) {
    const { values } = parsed('mocks', () => parseArgs({
      args,
      options: { candidate: { type: 'string' }, port: { type: 'string', default: '9800' }, 'https-port': { type: 'string', default: '9843' }, 'mutual-port': { type: 'string', default: '9844' }, json: { type: 'boolean', default: false } },
    }))
    const keys = await prepareKeys()
    const { hub, environment } =
      values.candidate === undefined
        ? await hostReference(keys, { port: Number(values.port), httpsPort: Number(values['https-port']), mutualPort: Number(values['mutual-port']) })
        : await hostExternal(loadCandidate(values.candidate), keys, 1)
    const people = seedDemonstration(environment)
    const list = Object.values(services).map(({ key, title, basePath }) => ({ key, title, http: `${hub.urls.http}${environment.prefix}${basePath}`, https: `${hub.urls.https}${environment.prefix}${basePath}` }))
    const control = { url: `${hub.urls.http}/control/environments/${environment.id}`, header: CONTROL_KEY_HEADER, key: hub.controlKey }
    if (values.json) process.stdout.write(`${JSON.stringify({ urls: hub.urls, environment: environment.id, services: list, control, authority: keys.files.authority }, null, 2)}\n`)
    else {
      process.stdout.write(`The mocked national services are up, in the environment "${environment.id}".

Services
${list.map((service) => `  ${service.title.padEnd(44)} ${service.https}`).join('\n')}

The same over plain HTTP at ${hub.urls.http}, with mutual TLS at ${hub.urls.mutual}.
Authority to trust: ${keys.files.authority}
A client certificate for mutual TLS: ${keys.files.candidateCertificate}, its key ${keys.files.candidateKey}

Who can sign in through CIS2 (type the user name at its page)
${loadWorld()
  .staff.map((worker) => `  ${worker.username.padEnd(18)} ${worker.persona}, AAL${worker.aal}`)
  .join('\n')}

People PDS knows
${people.map((person) => `  ${person}`).join('\n')}

Control API: ${control.url}
  header ${control.header}: ${control.key}

Ctrl-C stops it.
`)
    }
    await untilStopped()
    await hub.close()
    return 0
  },
}

/** A hub that knows the reference candidate, should somebody start it on its usual port. */
async function hostReference(keys: RunKeys, { port, ...tls }: { port: number; httpsPort: number; mutualPort: number }): Promise<{ hub: Hub; environment: Environment }> {
  const hub = await startHub({ port, tls: { server: keys.hub, authority: keys.authority, ...tls } })
  const environment = hub.open('dev')
  registerEmbedded(environment, 'https://127.0.0.1:9900', keys)
  return { hub, environment }
}
