import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import { asCurl } from '../../../mocks/pages/as-curl.ts'

const run = promisify(execFile)
const heard: { method: string; url: string; headers: Record<string, unknown>; body: Buffer }[] = []
const server = createServer(async (request, response) => {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  heard.push({ method: request.method!, url: request.url!, headers: request.headers, body: Buffer.concat(parts) })
  response.end()
})
let base = ''
before(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/e/dev`
})
after(() => server.close())

const sent = async (entry: Parameters<typeof asCurl>[0]) => {
  await run('bash', ['-c', asCurl(entry, base)])
  return heard.at(-1)!
}

test('the command sends the same request again', async () => {
  const { method, url, headers, body } = await sent({
    method: 'PATCH',
    url: '/pds/Patient/9990000018?a=[1]&b={x}/../y',
    requestHeaders: { authorization: 'Bearer abc', 'content-type': 'application/json', 'x-empty': '', host: 'elsewhere', 'content-length': '3' },
    requestBody: '{"patches":[]}',
  })
  assert.deepEqual([method, url, body.toString()], ['PATCH', '/e/dev/pds/Patient/9990000018?a=[1]&b={x}/../y', '{"patches":[]}'])
  assert.deepEqual([headers['authorization'], headers['content-type'], headers['x-empty'], headers['content-length']], ['Bearer abc', 'application/json', '', '14'])
})

test('nothing that a candidate sent is run, expanded, read from a file or seen by the terminal', async () => {
  const hostile = ["'; touch /tmp/owned; '", '$(id) `id` $HOME !! \\', '@/etc/passwd', 'a\u001b[201~\nrm -rf x\n\u0007', 'line\r\nfeed\ttab', 'päärt\u202eevil', "\\'"]
  for (const requestBody of hostile) {
    const { body } = await sent({ method: 'POST', url: '/x', requestHeaders: { 'x-odd': "it's; $(id)" }, requestBody })
    assert.equal(body.toString(), requestBody)
    assert.equal(heard.at(-1)!.headers['x-odd'], "it's; $(id)")
    const command = asCurl({ method: 'POST', url: '/x', requestHeaders: {}, requestBody }, base).replaceAll(' \\\n', '')
    assert.ok([...command].every((letter) => letter >= ' ' && letter !== '\u202e'), command)
  }
})

test('bytes that are no text arrive as they were', async () => {
  const { body } = await sent({ method: 'POST', url: '/x', requestHeaders: {}, requestBody: '[3 bytes, not text] //4A' })
  assert.deepEqual([...body], [0xff, 0xfe, 0])
})
