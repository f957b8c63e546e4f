import { parseArgs } from 'node:util'
import { loadWorld } from '../config/world.ts'
import { startHub } from '../mocks/hub.ts'
import { services } from '../mocks/services.ts'
import { parsed } from './arguments.ts'
import type { Command } from './command.ts'
import { registerEmbedded } from './run/places.ts'
import { CONTROL_KEY_HEADER } from '../mocks/control-key.ts'
import { prepareKeys } from './run/keys.ts'
import { untilStopped } from './until-stopped.ts'

const help = `assay mocks: the mocked national services alone

Usage
  assay mocks [--port N] [--https-port N] [--mutual-port N] [--json]

For a developer of a GP system: starts the hub with one environment, "dev", and prints where each service is, who can sign in, and
how to steer it. Runs until you stop it with Ctrl-C. Listens on loopback only.

Options
  --port N          HTTP, 9800 by default
  --https-port N    HTTPS, 9843 by default; trust the authority it names
  --mutual-port N   HTTPS that demands a client certificate, 9844 by default
  --json            what it prints, as one JSON document

Examples
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
      options: { port: { type: 'string', default: '9800' }, 'https-port': { type: 'string', default: '9843' }, 'mutual-port': { type: 'string', default: '9844' }, json: { type: 'boolean', default: false } },
    }))
    const keys = await prepareKeys()
    const hub = await startHub({ port: Number(values.port), tls: { server: keys.hub, authority: keys.authority, httpsPort: Number(values['https-port']), mutualPort: Number(values['mutual-port']) } })
    const environment = hub.open('dev')
    registerEmbedded(environment, 'https://127.0.0.1:9900', keys)
    const list = Object.values(services).map(({ key, title, basePath }) => ({ key, title, http: `${hub.urls.http}${environment.prefix}${basePath}`, https: `${hub.urls.https}${environment.prefix}${basePath}` }))
    const control = { url: `${hub.urls.http}/control/environments/${environment.id}`, header: CONTROL_KEY_HEADER, key: hub.controlKey }
    if (values.json) process.stdout.write(`${JSON.stringify({ urls: hub.urls, environment: environment.id, services: list, control, authority: keys.files.authority }, null, 2)}\n`)
    else {
      process.stdout.write(`The mocked national services are up, in the environment "${environment.id}".

Services
${list.map((service) => `  ${service.title.padEnd(44)} ${service.https}`).join('\n')}

The same over plain HTTP at ${hub.urls.http}, with mutual TLS at ${hub.urls.mutual}.
Authority to trust: ${keys.files.authority}

Who can sign in through CIS2 (type the user name at its page)
${loadWorld()
  .staff.map((worker) => `  ${worker.username.padEnd(18)} ${worker.persona}, AAL${worker.aal}`)
  .join('\n')}

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
