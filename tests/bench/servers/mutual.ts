import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { startHub } from '../../../mocks/hub.ts'
import { createAuthority, issueCertificate } from '../../../mocks/kit/certificates.ts'
import { readerOf } from './reader.ts'

// The hub's mutual TLS beside bare Node's, which answers with a ready-made patient and does nothing else. One process each: `hub` or `bare`.
const authority = await createAuthority()
const server = await issueCertificate(authority, { commonName: 'hub', hosts: ['127.0.0.1'], use: 'server' })
const client = await issueCertificate(authority, { commonName: 'a candidate', use: 'client' })
const tls = { ca: authority.certificate, key: client.key, cert: client.certificate }

if (process.argv[2] === 'hub') {
  const hub = await startHub({ tls: { server, authority: authority.certificate } })
  const { paths, headers } = readerOf(hub.open('bench'))
  process.stdout.write(`${JSON.stringify({ url: `${hub.urls.mutual}${paths[0]}`, headers, tls })}\n`)
} else {
  const body = JSON.stringify({ resourceType: 'Patient', id: '9990000018', padding: 'x'.repeat(1800) })
  const bare = createServer({ key: server.key, cert: server.certificate, ca: authority.certificate, requestCert: true, rejectUnauthorized: true }, (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/fhir+json', 'content-length': body.length }).end(body)
  })
  bare.listen(0, '127.0.0.1', () => process.stdout.write(`${JSON.stringify({ url: `https://127.0.0.1:${(bare.address() as AddressInfo).port}/Patient/9990000018`, headers: {}, tls })}\n`))
}
