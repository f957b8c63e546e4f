import { parseArgs } from 'node:util'
import { loadCandidate } from '../config/load-candidate.ts'
import { ProblemsError } from '../config/problem.ts'
import { loadWorld } from '../config/world.ts'
import { CONTROL_KEY_HEADER } from '../mocks/control-key.ts'
import { startHub, type Hub } from '../mocks/hub.ts'
import type { Environment } from '../mocks/kit/environment.ts'
import type { Shown } from '../mocks/pages/pages-api.ts'
import { startPages, type Pages } from '../mocks/pages/start-pages.ts'
import { services } from '../mocks/services.ts'
import { parsed } from './arguments.ts'
import type { Command } from './command.ts'
import { prepareKeys, type RunKeys } from './run/keys.ts'
import { hostExternal, registerEmbedded } from './run/places.ts'
import { seedDemonstration } from './run/seed-demonstration.ts'
import { untilStopped } from './until-stopped.ts'

const help = `assay mocks: the mocked national services alone

Usage
  assay mocks --candidate FILE [--pages-port N] [--json]
  assay mocks [--port N] [--https-port N] [--mutual-port N] [--pages-port N] [--json]

For a developer of a GP system: starts the hub, and prints where each service is, who can sign in, whom PDS knows, and how to steer
it. Its pages, for a browser on this machine, show traffic as it comes with the rules it breaks, set faults, move the clock, and copy
any exchange as curl. Runs until you stop it with Ctrl-C.

With a candidate file everything is as in a run: the same addresses, and your system is known by its own keys and client id. Without
one there is an environment "dev", on loopback, that knows the reference candidate.

Options
  --candidate FILE  candidate.yaml of your system (docs/candidate-contract.md); the ports are those under "hub" in it
  --port N          HTTP, 9800 by default
  --https-port N    HTTPS, 9843 by default; trust the authority it names
  --mutual-port N   HTTPS that demands a client certificate, 9844 by default
  --pages-port N    the pages, on loopback only; 9801 unless something else listens there, then any free port
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
      options: { candidate: { type: 'string' }, port: { type: 'string', default: '9800' }, 'https-port': { type: 'string', default: '9843' }, 'mutual-port': { type: 'string', default: '9844' }, 'pages-port': { type: 'string' }, json: { type: 'boolean', default: false } },
    }))
    const keys = await prepareKeys()
    const { hub, environment } =
      values.candidate === undefined
        ? await hostReference(keys, { port: Number(values.port), httpsPort: Number(values['https-port']), mutualPort: Number(values['mutual-port']) })
        : await hostExternal(loadCandidate(values.candidate), keys, 1)
    const people = seedDemonstration(environment)
    const list = Object.values(services).map(({ key, title, basePath }) => ({ key, title, http: `${hub.urls.http}${environment.prefix}${basePath}`, https: `${hub.urls.https}${environment.prefix}${basePath}` }))
    const control = { url: `${hub.urls.http}/control/environments/${environment.id}`, header: CONTROL_KEY_HEADER, key: hub.controlKey }
    const staff = loadWorld().staff.map((worker) => `${worker.username.padEnd(18)} ${worker.persona}, AAL${worker.aal}`)
    const certificates = [`Authority to trust: ${keys.files.authority}`, `A client certificate for mutual TLS: ${keys.files.candidateCertificate}, its key ${keys.files.candidateKey}`]
    const notes = [
      { title: 'Certificates', lines: certificates },
      { title: 'Who can sign in through CIS2', lines: staff },
      { title: 'People PDS knows', lines: people },
    ]
    const pages = await openPages({ urls: hub.urls, environments: hub.environments, notes }, values['pages-port'])
    if (values.json) process.stdout.write(`${JSON.stringify({ urls: hub.urls, pages: pages.url, environment: environment.id, services: list, control, authority: keys.files.authority }, null, 2)}\n`)
    else {
      process.stdout.write(`The mocked national services are up, in the environment "${environment.id}".
Watch and steer them in a browser: ${pages.url}

Services
${list.map((service) => `  ${service.title.padEnd(44)} ${service.https}`).join('\n')}

The same over plain HTTP at ${hub.urls.http}, with mutual TLS at ${hub.urls.mutual}.
${certificates.join('\n')}

Who can sign in through CIS2 (type the user name at its page)
${staff.map((line) => `  ${line}`).join('\n')}

People PDS knows
${people.map((person) => `  ${person}`).join('\n')}

Control API: ${control.url}
  header ${control.header}: ${control.key}

Ctrl-C stops it.
`)
    }
    await untilStopped()
    await pages.close()
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

const PAGES_PORT = 9801

async function openPages(shown: Shown, asked: string | undefined): Promise<Pages> {
  try {
    return await startPages(shown, { port: Number(asked ?? PAGES_PORT) })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error
    if (asked === undefined) return startPages(shown)
    throw new ProblemsError([
      { code: 'ASSAY_HUB_PORT_TAKEN', what: 'Failed to start the pages of the national services', place: `port ${asked}`, seen: code, expected: 'a free port', remedy: 'Stop what listens there, or leave --pages-port out.' },
    ])
  }
}
