import assert from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { freePort } from '../../cli/run/embedded.ts'
import { loadHubAccess } from '../../cli/run/hub-access.ts'
import { hubCertificate, prepareKeys } from '../../cli/run/keys.ts'
import { reachHub } from '../../cli/run/reach-hub.ts'
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

  test('with --listen: others get in with the access file, which stays good when the hub is started anew', async (context) => {
    const { folder } = await describeCandidate(context, 'http://127.0.0.1:1')
    const access = join(folder, 'hub.json')
    const [port, httpsPort, mutualPort] = await Promise.all([freePort(), freePort(), freePort()])
    const start = async () => {
      const mocks = startAssay(['mocks', '--listen', '127.0.0.1', '--port', `${port}`, '--https-port', `${httpsPort}`, '--mutual-port', `${mutualPort}`, '--access', access, '--max-environments', '3', '--json'])
      context.after(() => void mocks.process.kill('SIGKILL'))
      const [text] = await mocks.tells(/^\{\n[^]*^\}$/m)
      return { mocks, told: JSON.parse(text) as { limits: { environments: number }; access: string } }
    }
    const first = await start()
    assert.deepEqual([first.told.limits.environments, first.told.access, statSync(access).mode & 0o777], [3, access, 0o600])
    assert.ok(!JSON.stringify(first.told).includes(loadHubAccess(access).key), 'the key is in the file only')
    assert.deepEqual(await reachHub(loadHubAccess(access)), [])
    assert.equal((await fetch(`http://127.0.0.1:${port}/e/dev/oauth2/_ping`)).status, 404, 'it has no environment of its own')
    const before = readFileSync(access, 'utf8')
    first.mocks.process.kill('SIGTERM')
    assert.equal((await first.mocks.ended).code, 0)
    await start()
    assert.equal(readFileSync(access, 'utf8'), before)
    assert.deepEqual(await reachHub(loadHubAccess(access)), [])
  })

  test('with --listen: what cannot be is refused in a sentence', async (context) => {
    const { folder, candidateFile } = await describeCandidate(context, 'http://127.0.0.1:1')
    const other = join(folder, 'public-keys.json')
    const cases: [string[], RegExp][] = [
      [['--listen', '0.0.0.0'], /--name says by which/],
      [['--listen', '127.0.0.1', '--candidate', candidateFile], /no environment of its own/],
      [['--listen', '127.0.0.1', '--max-idle', 'soon'], /--max-idle soon is no whole number/],
      [['--listen', '192.0.2.7', '--port', '0', '--access', join(folder, 'a.json')], /an address of this machine/],
      [['--listen', '127.0.0.1', '--access', other], /ASSAY_HUB_ACCESS_INVALID/],
    ]
    const before = readFileSync(other, 'utf8')
    for (const [args, what] of cases) {
      const { code, err } = await assay(['mocks', ...args])
      assert.equal(code, 2, args.join(' '))
      assert.match(err, what)
    }
    assert.equal(readFileSync(other, 'utf8'), before, 'what is no access file is not written over')
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
