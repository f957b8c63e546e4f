import assert from 'node:assert/strict'
import { createServer as createPlainServer } from 'node:http'
import { createServer, type ServerOptions } from 'node:https'
import type { AddressInfo, Server } from 'node:net'
import { after, test } from 'node:test'
import { apiConnection } from '../../../../candidate/drivers/api/connection.ts'
import { VerbNotOffered } from '../../../../candidate/port/faults.ts'
import { createAuthority, issueCertificate } from '../../../../mocks/kit/certificates.ts'

const servers: Server[] = []
after(() => servers.forEach((server) => server.close()))

async function portOf(server: Server): Promise<number> {
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

const verbs = (port: number, scheme = 'https') =>
  apiConnection({ baseUrl: `${scheme}://127.0.0.1:${port}`, limits: { requestMs: 2_000, pageMs: 2_000, scenarioMs: 10_000 } })

async function secure(options: ServerOptions): Promise<number> {
  const { certificate, key } = await issueCertificate(await createAuthority(), { commonName: 'a system', hosts: ['127.0.0.1'], use: 'server' })
  return portOf(createServer({ key, cert: certificate, ...options }, (_, response) => response.end('page')))
}

test('a system that speaks TLS 1.2 and newer agrees to that, and to nothing older', async () => {
  const connection = verbs(await secure({ minVersion: 'TLSv1.2' }))
  assert.deepEqual(await connection.offerTls('1.2'), { agreed: 'TLSv1.2' })
  assert.deepEqual(await connection.offerTls('1.3'), { agreed: 'TLSv1.3' })
  for (const old of ['1.0', '1.1'] as const) assert.ok((await connection.offerTls(old)).refusal, `TLS ${old} is refused`)
})

test('a system that still speaks TLS 1.0 and 1.1 is found out', async () => {
  const connection = verbs(await secure({ minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' }))
  assert.deepEqual(await connection.offerTls('1.0'), { agreed: 'TLSv1' })
  assert.deepEqual(await connection.offerTls('1.1'), { agreed: 'TLSv1.1' })
})

test('a system that takes encrypted connections only gives no answer to a plain one', async () => {
  assert.deepEqual(await verbs(await secure({})).askInPlainText(), { body: '', cookies: false })
})

test('what is answered without encryption is told: page, way, cookies', async () => {
  const port = await portOf(createPlainServer((_, response) => response.writeHead(302, { location: 'https://sign-in.example/', 'set-cookie': 'a=b' }).end('on')))
  assert.deepEqual(await verbs(port).askInPlainText(), { status: 302, location: 'https://sign-in.example/', body: 'on', cookies: true })
})

test('a candidate that is reached without encryption anyway does not offer to be looked at', async () => {
  await assert.rejects(async () => verbs(1, 'http').offerTls('1.2'), VerbNotOffered)
})
