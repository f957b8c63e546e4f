import assert from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { hubCertificate, prepareKeys } from '../../cli/run/keys.ts'
import { assay, startAssay } from '../e2e/support/assay.ts'
import { describeCandidate } from '../e2e/support/external-candidate.ts'

suite('assay mocks', () => {
  test('with a candidate file: the services are where the file says, and know the candidate', async (context) => {
    const candidate = await describeCandidate(context, 'http://127.0.0.1:1')
    const mocks = startAssay(['mocks', '--candidate', candidate.candidateFile, '--json'], candidate.env)
    context.after(() => void mocks.process.kill('SIGKILL'))
    const [text] = await mocks.tells(/^\{\n[^]*^\}$/m)
    const { services, environment } = JSON.parse(text) as { environment: string; services: { key: string; http: string; https: string }[] }
    assert.equal(environment, 'external')
    for (const { https } of services) assert.ok(https.startsWith(`${candidate.nationalUrl}/`), https)
    const { http } = services.find(({ key }) => key === 'cis2')!
    const page = await fetch(`${http}/authorize?client_id=reference-candidate.cis2&response_type=code&scope=openid&state=x&redirect_uri=${encodeURIComponent(`${candidate.baseUrl}/sign-in/callback`)}`, { redirect: 'manual' })
    assert.ok(page.status < 400, String(page.status))

    const second = await assay(['mocks', '--candidate', candidate.candidateFile], candidate.env)
    assert.equal(second.code, 2)
    assert.match(second.err, /ASSAY_HUB_PORT_TAKEN/)
    mocks.process.kill('SIGTERM')
    assert.equal((await mocks.ended).code, 0)
  })

  test('says so when only one of the ports is taken, and ends', async (context) => {
    const candidate = await describeCandidate(context, 'http://127.0.0.1:1')
    const port = Number(new URL(candidate.nationalUrl).port)
    const other = createServer()
    context.after(() => void other.close())
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve))
    const { code, err } = await assay(['mocks', '--candidate', candidate.candidateFile], candidate.env)
    assert.equal(code, 2)
    assert.match(err, new RegExp(`ASSAY_HUB_PORT_TAKEN[^]*port ${port}`))
  })

  test('proves who it is to a candidate on another machine', async (context) => {
    const { folder } = await describeCandidate(context, 'http://127.0.0.1:1')
    const keys = await prepareKeys(join(folder, 'keys'))
    for (const host of ['192.0.2.7', '127.0.0.1']) {
      const certificate = new X509Certificate((await hubCertificate(keys, host)).certificate)
      assert.equal(certificate.checkIP(host), host)
      assert.ok(certificate.verify(new X509Certificate(keys.authority).publicKey))
    }
    assert.equal(new X509Certificate((await hubCertificate(keys, 'assurance.practice.example')).certificate).checkHost('assurance.practice.example'), 'assurance.practice.example')
  })
})
