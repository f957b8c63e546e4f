import assert from 'node:assert/strict'
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { ProblemsError } from '../../config/problem.ts'
import { mergePacks } from '../../reports/pack/merge.ts'
import { openPack } from '../../reports/pack/open.ts'
import { readEvents } from '../../reports/pack/read-events.ts'
import type { Results } from '../../reports/pack/results.ts'
import type { RunFacts } from '../../reports/pack/run-facts.ts'
import { countersignPack } from '../../reports/pack/countersign.ts'
import { sealPack } from '../../reports/pack/seal.ts'
import { verifyPack } from '../../reports/pack/verify.ts'
import { CANDIDATE, PLANS, newKey, temporaryFolder, writePack } from './fixture.ts'
import type { ScenarioPlan } from './fixture.ts'

interface Context {
  after: (fn: () => void) => void
}

const ALL: ScenarioPlan[] = PLANS.map((plan, at) => ({ ...plan, line: 10 + at }))

const facts = (shard?: string, more: Partial<RunFacts> = {}): RunFacts => ({
  workers: 2, order: 'random:42', embedded: true, features: 'f'.repeat(64), harness: 'a'.repeat(64), ...more,
  selection: { tags: '@api', ...more.selection, ...(shard === undefined ? {} : { shard }) },
})

interface Part {
  shard?: string
  plans?: ScenarioPlan[]
  run?: Partial<RunFacts>
  environment?: object
  seed?: number
  catalogue?: string
  ended?: boolean
  sealed?: boolean
}

const environmentOf = ({ shard, run, environment, seed = 42, catalogue = 'c'.repeat(64) }: Part) => ({
  assay: '0.1.0', node: '24.0.0', cucumber: '13.3.0', os: { platform: 'linux' }, seed, profile: 'tif-core', catalogue, candidate: CANDIDATE,
  configuration: { name: 'Larkspur GP', baseUrl: `https://127.0.0.1:${shard?.charCodeAt(0) ?? 0}` }, ...facts(shard, run), ...environment,
})

function writePart(dir: string, part: Part): string {
  writePack(dir, part.plans ?? ALL, { runId: `r-${part.shard}`, seed: part.seed ?? 42, ...(part.catalogue !== undefined && { catalogue: part.catalogue }), ended: part.ended ?? true, environment: environmentOf(part) })
  if (part.sealed !== false) sealPack(dir, newKey())
  return dir
}

/** The same scenarios in three packs, as `--shard` divides them. */
function shards(context: Context, change: Record<number, Part> = {}): { dirs: string[]; out: string; dir: string } {
  const dir = temporaryFolder(context)
  const dirs = [1, 2, 3].map((index) => writePart(join(dir, String(index)), { shard: `${index}/3`, plans: ALL.filter((_, at) => at % 3 === index - 1), ...change[index] }))
  return { dir, dirs, out: join(dir, 'merged') }
}

const options = () => ({ runId: 'r-merged', key: newKey() })

/** What a run came to, less times and ids of runs. */
const lasting = ({ run: { id: _id, startedAt: _from, finishedAt: _to, ...run }, ...rest }: Results) => ({ run, ...rest })

async function refusal(dirs: string[], out: string): Promise<string[]> {
  const error = await mergePacks(dirs, out, options()).then(() => assert.fail('it was merged'), (thrown: unknown) => thrown)
  assert.ok(error instanceof ProblemsError, String(error))
  assert.equal(existsSync(out), false, 'nothing is written')
  return error.problems.map(({ code, what, place, seen }) => `${code} ${what} | ${place.split('/').at(-1)} | ${seen}`)
}

describe('merging the shards of a run', () => {
  it('gives a valid pack with the results of the run undivided', async (context) => {
    const { dir, dirs, out } = shards(context)
    const { results } = await mergePacks(dirs.toReversed(), out, options())
    assert.deepEqual(verifyPack(out).findings, [])
    assert.equal(verifyPack(out).status, 'valid')
    const whole = writePart(join(dir, 'whole'), {})
    assert.deepEqual(lasting(results), lasting(openPack(whole).results))
    assert.equal(results.scenarios.length, ALL.length)
    assert.equal(results.run.complete, true)
  })

  it('keeps every blob, and every step of every scenario', async (context) => {
    const { dir, dirs, out } = shards(context)
    await mergePacks(dirs, out, options())
    const whole = openPack(writePart(join(dir, 'whole'), {}))
    const merged = openPack(out)
    const steps = ({ run }: typeof whole) => run.scenarios.map((scenario) => scenario.steps.map(({ attachments: _attachments, ...step }) => step))
    assert.deepEqual(steps(merged), steps(whole))
    for (const step of merged.run.scenarios.flatMap((scenario) => scenario.steps)) for (const { body } of step.attachments) assert.ok(merged.text(body))
  })

  it('keeps the seals of the parts, to the byte, and says which machine ran which', async (context) => {
    const { dirs, out } = shards(context)
    await mergePacks(dirs, out, options())
    const merged = openPack(out)
    const kept = new Map([...readEvents(join(out, 'events.ndjson'))].flatMap((event) => (event.type === 'attachment' && event.name !== undefined && 'blob' in event.body ? [[event.name, merged.blob(event.body.blob)] as const] : [])))
    for (const [at, dir] of dirs.entries()) {
      for (const file of ['statement.dsse.json', 'public-key.pem', 'environment.json']) assert.deepEqual(kept.get(`parts/${at + 1}-of-3/${file}`), readFileSync(join(dir, file)))
    }
    const { parts, selection } = merged.environment as { parts: { shard: string; run: string; seal: string }[]; selection: object }
    assert.deepEqual(parts.map(({ shard, run, seal }) => [shard, run, seal]), dirs.map((dir, at) => [`${at + 1}/3`, `r-${at + 1}/3`, verifyPack(dir).seal?.digest]))
    assert.deepEqual(selection, { tags: '@api' })
  })

  it('names a part by its seal, whether or not a reviewer has signed it', async (context) => {
    const { dirs, out } = shards(context)
    const before = dirs.map((dir) => verifyPack(dir).seal?.digest)
    for (const dir of dirs.slice(1)) countersignPack(dir, newKey())
    await mergePacks(dirs, out, options())
    assert.deepEqual((openPack(out).environment as { parts: { seal: string }[] }).parts.map(({ seal }) => seal), before)
  })

  it('takes shards of several hubs for one run, and says which used which', async (context) => {
    const hub = { assay: '0.1.0', services: 's'.repeat(64), authority: 'a'.repeat(64) }
    const { dirs, out } = shards(context, { 2: { shard: '2/3', plans: ALL.slice(1, 2), environment: { sharedHub: hub } }, 1: { shard: '1/3', plans: ALL.slice(0, 1), environment: { sharedHub: { ...hub, authority: 'b'.repeat(64) } } }, 3: { shard: '3/3', plans: ALL.slice(2) } })
    await mergePacks(dirs, out, options())
    const { parts, ...whole } = openPack(out).environment as { parts: { sharedHub?: { authority: string } }[]; sharedHub?: object }
    assert.deepEqual([parts.map(({ sharedHub }) => sharedHub?.authority[0]), whole.sharedHub], [['b', 'a', undefined], undefined])
  })

  it('keeps the digest of the durations that they were divided by', async (context) => {
    const run = { selection: { tags: '@api', durations: 'd'.repeat(64) } }
    const { dirs, out } = shards(context, { 1: { shard: '1/3', plans: ALL.slice(0, 1), run }, 2: { shard: '2/3', plans: ALL.slice(1, 2), run }, 3: { shard: '3/3', plans: ALL.slice(2), run } })
    await mergePacks(dirs, out, options())
    const { durations, selection } = openPack(out).environment as { durations: string; selection: object }
    assert.deepEqual({ durations, selection }, { durations: 'd'.repeat(64), selection: { tags: '@api' } })
  })
})

describe('packs that are not the shards of one run', () => {
  const different: [string, Part, RegExp][] = [
    ['seed', { shard: '2/3', seed: 7 }, /ASSAY_MERGE_DIFFERENT .*differ in: seed \| 2 \| 7/],
    ['catalogue', { shard: '2/3', catalogue: 'd'.repeat(64) }, /differ in: catalogue \| 2 \| ddd/],
    ['harness', { shard: '2/3', run: { harness: 'b'.repeat(64) } }, /differ in: harness \| 2 \| "bbb/],
    ['lock file', { shard: '2/3', environment: { lockFile: 'e'.repeat(64) } }, /differ in: lock file \| 2/],
    ['features', { shard: '2/3', run: { features: 'b'.repeat(64) } }, /differ in: features \| 2/],
    ['selection', { shard: '2/3', run: { selection: { tags: '@ui' } } }, /differ in: selection \| 2 \| {"tags":"@ui"}/],
    ['durations that the shards were divided by', { shard: '2/3', run: { selection: { tags: '@api', durations: 'd'.repeat(64) } } }, /differ in: durations that the shards were divided by \| 2 \| "ddd/],
    ['defects', { shard: '2/3', run: { defects: ['banner-without-name'] } }, /differ in: defects \| 2 \| \["banner-without-name"\]/],
    ["candidate's configuration", { shard: '2/3', environment: { configuration: { name: 'Larkspur GP', fhirPath: '/R4' } } }, /differ in: candidate's configuration \| 2/],
  ]
  for (const [what, change, message] of different) {
    it(`are refused for a different ${what}, which is named`, async (context) => {
      const { dirs, out } = shards(context, { 2: { plans: [], ...change } })
      const problems = await refusal(dirs, out)
      assert.match(problems.join('\n'), message)
      assert.ok(problems.every((problem) => problem.startsWith('ASSAY_MERGE_DIFFERENT')), problems.join('\n'))
    })
  }

  it('are refused for a missing shard', async (context) => {
    const { dirs, out } = shards(context)
    assert.deepEqual(await refusal([dirs[0]!, dirs[2]!], out), ['ASSAY_MERGE_SHARDS Failed to merge: shards are missing | command line | no pack of 2/3'])
  })

  it('are refused for the same shard twice', async (context) => {
    const { dirs, out } = shards(context)
    assert.match((await refusal([...dirs, dirs[1]!], out)).join(), /shard 2\/3 is there 2 times/)
  })

  it('are refused for shards of another division, and for a pack that is no shard', async (context) => {
    const { dirs, out } = shards(context, { 2: { shard: '2/4' } })
    assert.match((await refusal(dirs, out)).join(), /divided differently \| 2 \| shard 2\/4/)
    const { dir, dirs: others, out: elsewhere } = shards(context)
    assert.match((await refusal([...others, writePart(join(dir, 'whole'), {})], elsewhere)).join(), /not of a shard \| whole/)
  })

  it('are refused for a scenario that two shards have run', async (context) => {
    const { dirs, out } = shards(context, { 2: { shard: '2/3', plans: ALL.slice(0, 2) } })
    assert.match((await refusal(dirs, out)).join(), /shards overlap \|.*1 scenarios in more than one, among them "Somebody else/)
  })

  it('are refused for a part that was touched, has no seal or is incomplete', async (context) => {
    const { dirs, out } = shards(context, { 2: { shard: '2/3', sealed: false }, 3: { shard: '3/3', ended: false } })
    appendFileSync(join(dirs[0]!, 'results.json'), ' ')
    const problems = await refusal(dirs, out)
    assert.equal(problems.length, 3)
    assert.match(problems.join('\n'), /not as it was sealed \| 1 \| results\.json.*\n.*has no seal.* \| 2 \|.*\n.*is incomplete \| 3 \|/)
  })

  it('are not merged over another pack', async (context) => {
    const { dirs } = shards(context)
    await assert.rejects(mergePacks(dirs, dirs[0]!, options()), /ASSAY_OUT_EXISTS/)
  })

  it('are refused when they were not signed with the key that is trusted', async (context) => {
    const { dirs, out } = shards(context)
    await assert.rejects(mergePacks(dirs, out, { ...options(), trusted: [newKey().publicKey] }), /ASSAY_MERGE_PART_UNSOUND/)
  })
})
