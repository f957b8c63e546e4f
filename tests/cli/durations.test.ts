import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { loadTraceability } from '../../config/traceability.ts'
import { loadDurations } from '../../cli/run/durations.ts'
import { parseRunOptions } from '../../cli/run/options.ts'
import { planRun } from '../../cli/run/plan.ts'
import { scenarioIds } from '../../cli/run/scenario-ids.ts'
import { digestOfDurations } from '../../reports/pack/durations.ts'
import { openPack } from '../../reports/pack/open.ts'
import { sealedPack, temporaryFolder } from '../reports/fixture.ts'
import { render } from '../reports/hostile.ts'

describe('durations of an earlier run', () => {
  it('are the same from its pack and from the file that was made of it', async (t) => {
    const folder = temporaryFolder(t)
    sealedPack(join(folder, 'pack'))
    const pack = openPack(join(folder, 'pack'))
    const [fromPack, fromFile] = [loadDurations(pack.dir), loadDurations(await render(pack, 'durations', join(folder, 'report')))]
    assert.equal(fromPack.size, pack.run.scenarios.length)
    assert.deepEqual(fromFile, fromPack)
    assert.equal(digestOfDurations(fromFile), digestOfDurations(new Map([...fromPack].reverse())), 'whatever their order')
    const [[first, ms] = assert.fail()] = fromPack
    assert.notEqual(digestOfDurations(new Map(fromPack).set(first, ms + 1)), digestOfDurations(fromPack))
  })

  it('are refused when they are neither, with the place', (t) => {
    const folder = temporaryFolder(t)
    const file = (text: string): string => {
      writeFileSync(join(folder, 'durations.json'), text)
      return join(folder, 'durations.json')
    }
    assert.throws(() => loadDurations(join(folder, 'nothing')), /ASSAY_DURATIONS_UNREADABLE .*\n.*nothing\n.*seen: +nothing/)
    assert.throws(() => loadDurations(folder), /ASSAY_PACK_UNREADABLE/)
    assert.throws(() => loadDurations(file('{"version":2,"scenarios":{}}')), /ASSAY_DURATIONS_UNREADABLE .*version/)
    assert.throws(() => loadDurations(file('{"version":1,"scenarios":{"0123456789abcdef":-1}}')), /ASSAY_DURATIONS_UNREADABLE/)
    assert.throws(() => loadDurations(file('{"version":1,\n"scenarios":{"../x":1}}')), /ASSAY_DURATIONS_UNREADABLE/)
    assert.throws(() => loadDurations(file('{')), /ASSAY_DURATIONS_UNREADABLE/)
  })

  it('are nothing without shards', () => {
    const refused = (args: string[]): string[] => parseRunOptions(args, 2).problems.map(({ place }) => place)
    assert.deepEqual(refused(['--durations', 'x']), ['option --durations'])
    assert.deepEqual(refused(['--durations', 'x', '--shard', '1/2']), [])
    assert.deepEqual(refused(['--durations', 'x', '--resume', 'pack']), [])
  })

  it('divide the scenarios of a selection: each into one shard, and the shards as told', async () => {
    const traceability = await loadTraceability({ profile: 'full' })
    const selection = { tags: '@service:ods', requirements: [] }
    const { paths: all } = await planRun(traceability, selection)
    const ids = scenarioIds(all)
    assert.equal(new Set(all.map((path) => ids.get(path))).size, all.length, 'every scenario has an id of its own')
    const [longest = assert.fail()] = all.slice(3)
    const durations = new Map(all.map((path) => [ids.get(path)!, path === longest ? 60_000 : 100] as const))
    const plans = [1, 2, 3].map((index) => planRun(traceability, { ...selection, shard: { index, of: 3 } }, durations))
    const shards = (await Promise.all(plans)).map(({ paths, division }) => ({ paths, division }))
    assert.deepEqual(shards.flatMap(({ paths }) => paths).sort(), all.toSorted())
    assert.deepEqual(shards[0]!.paths, [longest])
    assert.deepEqual(shards.map(({ division }) => division?.digest), Array(3).fill(digestOfDurations(durations)))
    assert.deepEqual(shards[0]!.division, { digest: digestOfDurations(durations), scenarios: all.length, unknown: 0, expectedMs: 60_000, longestMs: 60_000 })
  })
})
