import { mkdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { loadCandidate } from '../config/load-candidate.ts'
import { ProblemsError } from '../config/problem.ts'
import { loadWorld } from '../config/world.ts'
import { CONTROL_KEY_HEADER } from '../mocks/control-key.ts'
import { SHARING_LIMITS, type SharingLimits } from '../mocks/guests.ts'
import { startHub, type Hub } from '../mocks/hub.ts'
import type { Environment } from '../mocks/kit/environment.ts'
import type { Shown } from '../mocks/pages/pages-api.ts'
import { startPages, type Pages } from '../mocks/pages/start-pages.ts'
import { services } from '../mocks/services.ts'
import { misused, parsed } from './arguments.ts'
import type { Command } from './command.ts'
import { WORK_FOLDER } from './paths.ts'
import { authorityDigest } from './run/hub-access.ts'
import { prepareKeys, type RunKeys } from './run/keys.ts'
import { nextSeries } from './run/next-seed.ts'
import { hostExternal, refuseTakenPort, registerEmbedded } from './run/places.ts'
import { seedDemonstration } from './run/seed-demonstration.ts'
import { shareHub, type ShareOptions } from './run/share-hub.ts'
import { untilStopped } from './until-stopped.ts'

/** Where the access file of a shared hub goes unless said otherwise. */
const ACCESS_FILE = join(WORK_FOLDER, 'hub-access.json')
const MB = 1024 * 1024
const MINUTE = 60_000

const help = `assay mocks: the mocked national services alone

Usage
  assay mocks --candidate FILE [--pages-port N] [--json]
  assay mocks [--port N] [--https-port N] [--mutual-port N] [--pages-port N] [--json]
  assay mocks --listen HOST [--name NAME] [--access FILE] [limits] [the options above]

For a developer of a GP system: starts the hub, and prints where each service is, who can sign in, whom PDS knows, and how to steer
it. Its pages, for a browser on this machine, show traffic as it comes with the rules it breaks, set faults, move the clock, and copy
any exchange as curl. Runs until you stop it with Ctrl-C.

With a candidate file everything is as in a run: the same addresses, and your system is known by its own keys and client id. Without
one there is an environment "dev", on loopback, that knows the reference candidate.

With --listen the hub is for others: the shards of a run, or a team (docs/mocks.md, "Sharing one hub"). It has no environment of its
own; whoever holds the access file opens one ("assay run --hub FILE" does), each with a token in its address and a key of its own.

Options
  --candidate FILE  candidate.yaml of your system (docs/candidate-contract.md); the ports are those under "hub" in it
  --port N          HTTP, 9800 by default
  --https-port N    HTTPS, 9843 by default; trust the authority it names
  --mutual-port N   HTTPS that demands a client certificate, 9844 by default
  --pages-port N    the pages, on loopback only; 9801 unless something else listens there, then any free port
  --json            what it prints, as one JSON document

Sharing
  --listen HOST     listen on this address of this machine, with TLS; plain HTTP stays on loopback
  --name NAME       what others call this machine; HOST unless said otherwise
  --access FILE     write to FILE what others need to use the hub: keep it secret; ${ACCESS_FILE} by default
  --max-environments N  environments that others may have open at once; ${SHARING_LIMITS.environments} by default
  --journal-mb N    what the journal of each keeps, beyond which the oldest exchanges go; ${SHARING_LIMITS.journalBytes / MB} by default
  --stored-mb N     what the services of each may hold, beyond which it is closed; ${SHARING_LIMITS.storedBytes / MB} by default
  --max-idle N      minutes without a call after which one is closed; ${SHARING_LIMITS.idleMs / MINUTE} by default
  --max-age N       minutes after which one is closed in any case; ${SHARING_LIMITS.ageMs / MINUTE} by default

Examples
  assay mocks --candidate candidate.yaml
  assay mocks
  assay mocks --listen 10.0.0.5 --access hub.json
  curl -s http://127.0.0.1:9800/e/dev/oauth2/_ping
`

export const command: Command = {
  name: 'mocks',
  summary: 'start the mocked national services alone',
  help,
  async run(args) {
    const { values } = parsed('mocks', () => parseArgs({
      args,
      options: { candidate: { type: 'string' }, port: { type: 'string', default: '9800' }, 'https-port': { type: 'string', default: '9843' }, 'mutual-port': { type: 'string', default: '9844' }, 'pages-port': { type: 'string' }, json: { type: 'boolean', default: false }, ...SHARING },
    }))
    const keys = await prepareKeys()
    const ports = { port: Number(values.port), httpsPort: Number(values['https-port']), mutualPort: Number(values['mutual-port']) }
    const limits = readLimits(values)
    if (values.listen !== undefined) {
      if (values.candidate !== undefined) throw misused('mocks', '--candidate has no place beside --listen: a shared hub has no environment of its own')
      return share({ host: values.listen, name: values.name ?? values.listen, ports, limits, accessFile: values.access ?? ACCESS_FILE }, keys, values)
    }
    const { hub, environment } =
      values.candidate === undefined
        ? await hostReference(keys, ports, limits)
        : await hostExternal(loadCandidate(values.candidate), keys, nextSeries(1, { first: false }))
    services['spine-scr'].controls.tellByItself(environment.stateOf(services['spine-scr']))
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
    const pages = await openPages({ urls: hub.urls, environments: hub.environments, closed: hub.closed, notes }, values['pages-port'])
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
async function hostReference(keys: RunKeys, { port, ...tls }: ShareOptions['ports'], limits: Partial<SharingLimits>): Promise<{ hub: Hub; environment: Environment }> {
  const hub = await startHub({ port, limits, tls: { server: keys.hub, authority: keys.authority, ...tls } }).catch(refuseTakenPort)
  const environment = hub.open('dev', nextSeries(1, { first: false }))
  registerEmbedded(environment, 'https://127.0.0.1:9900', keys)
  return { hub, environment }
}

const SHARING = { listen: { type: 'string' }, name: { type: 'string' }, access: { type: 'string' }, 'max-environments': { type: 'string' }, 'journal-mb': { type: 'string' }, 'stored-mb': { type: 'string' }, 'max-idle': { type: 'string' }, 'max-age': { type: 'string' } } as const

/** @throws ProblemsError when one is no whole number of at least 1 */
function readLimits(values: Partial<Record<keyof typeof SHARING, string>>): Partial<SharingLimits> {
  const read = <Name extends keyof SharingLimits>(option: keyof typeof SHARING, limit: Name, unit: number): Partial<SharingLimits> => {
    const text = values[option]
    if (text === undefined) return {}
    if (!/^[1-9]\d{0,8}$/.test(text)) throw misused('mocks', `--${option} ${text} is no whole number from 1 on`)
    return { [limit]: Number(text) * unit }
  }
  return { ...read('max-environments', 'environments', 1), ...read('journal-mb', 'journalBytes', MB), ...read('stored-mb', 'storedBytes', MB), ...read('max-idle', 'idleMs', MINUTE), ...read('max-age', 'ageMs', MINUTE) }
}

/** A hub for others, until somebody stops it. */
async function share(options: ShareOptions, keys: RunKeys, { json, 'pages-port': pagesPort }: { json: boolean; 'pages-port'?: string }): Promise<number> {
  if (['0.0.0.0', '::'].includes(options.name)) throw misused('mocks', `--listen ${options.host} is every address of this machine: --name says by which of them others reach it`)
  mkdirSync(dirname(options.accessFile), { recursive: true })
  const hub = await shareHub(options, keys)
  const notes = [{ title: 'Certificates', lines: [`Authority to trust: ${keys.files.authority}`] }]
  const pages = await openPages({ urls: hub.urls, environments: hub.environments, closed: hub.closed, notes }, pagesPort)
  const limits = { ...SHARING_LIMITS, ...options.limits }
  const access = resolve(options.accessFile)
  const known = authorityDigest(keys.authority)
  if (json) process.stdout.write(`${JSON.stringify({ urls: hub.urls, pages: pages.url, access, authorityDigest: known, limits }, null, 2)}\n`)
  else {
    process.stdout.write(`The mocked national services are up, for whoever holds ${access}.
It is secret: who has it can open environments and read all of them.

Use them in a run: assay run --hub ${options.accessFile}

Services, in each environment  ${hub.urls.https}
With mutual TLS                ${hub.urls.mutual}
Known in packs by              authority sha256:${known}
Limits                         ${limits.environments} environments at once, a journal of ${limits.journalBytes / MB} MB and ${limits.storedBytes / MB} MB stored each, closed after ${limits.idleMs / MINUTE} min without a call or ${limits.ageMs / MINUTE} min in all
Watch them in a browser        ${pages.url}

Ctrl-C stops it.
`)
  }
  await untilStopped()
  await pages.close()
  await hub.close()
  return 0
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
