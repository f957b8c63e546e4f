import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { assay, startAssay, type Somewhere } from './support/assay.ts'
import { makeHosts, noHosts } from './support/hosts.ts'
import { lasting } from './support/lasting.ts'

/** Some in which the services call the candidate back, some that need mutual TLS. None needs a browser. */
const SELECTION = ['--profile', 'full', '--tags', '((@req:TIF-GP2GP-05 and @negative) or (@req:DDP03 and @service:mesh and @negative)) and not @ui', '--format', 'markdown', '--workers', '2', '--order', 'defined']

test('two shards on hosts of their own share one hub over mutual TLS; merged, they are what the undivided run is', { skip: noHosts() }, async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-hosts-'))
  context.after(() => rmSync(folder, { recursive: true, force: true }))
  const [hubHost, ...runHosts] = makeHosts(context, 3)
  // Each host has a folder of its own, and so keys and authorities of its own.
  const folderOf = (name: string): string => {
    mkdirSync(join(folder, name))
    return join(folder, name)
  }
  const access = join(folder, 'hub.json')
  const hub = startAssay(['mocks', '--listen', hubHost!.address, '--access', access, '--json'], {}, { cwd: folderOf('hub'), inside: hubHost!.inside })
  context.after(() => void hub.process.kill('SIGKILL'))
  await hub.tells(/^\{\n[^]*^\}$/m)

  const run = async (name: string, somewhere: Somewhere | undefined, ...args: string[]): Promise<string> => {
    const pack = join(folder, name, 'pack')
    const { code, err } = await assay(['run', ...SELECTION, ...args, '--out', pack], {}, somewhere && { cwd: folderOf(name), ...somewhere })
    assert.equal(code, 0, err)
    return pack
  }
  const [whole, ...shards] = await Promise.all([
    run('whole', undefined),
    ...runHosts.map((host, at) => run(`shard-${at + 1}`, host, '--hub', access, '--shard', `${at + 1}/2`)),
  ])

  const merged = join(folder, 'merged')
  const merge = await assay(['merge', ...shards, '--out', merged, '--json'])
  assert.equal(merge.code, 0, merge.out + merge.err)
  const verified = await assay(['verify', merged])
  assert.match(verified.out, /^VALID/)
  assert.deepEqual(lasting(merged), lasting(whole!))

  const { key } = JSON.parse(readFileSync(access, 'utf8')) as { key: string }
  const evidence = readdirSync(merged, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8')).join('\n')
  assert.ok(evidence.includes('~[redacted:token]') && !evidence.includes(key), 'the key of the hub is in no evidence')
  assert.doesNotMatch(evidence, /\/e\/[\w-]+~(?!\[redacted:token\])/, 'nor is the token of an address')
})
