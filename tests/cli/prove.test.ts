import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Crew } from '../../cli/selftest/crew.ts'
import type { Defect } from '../../cli/selftest/defects.ts'
import type { JobResult } from '../../cli/selftest/job.ts'
import { memoryOf, recall, type Memory } from '../../cli/selftest/memory.ts'
import { prove, type ProvenScenario } from '../../cli/selftest/prove.ts'
import { isProven, proofText } from '../../cli/selftest/show-proof.ts'
import type { Outcome } from '../../config/outcome.ts'

const scenario = (name: string, requirement: string, service: string): ProvenScenario => ({ path: `features/${name}.feature:3`, name, requirements: [requirement], tags: [`@service:${service}`] })
const defect = (name: string, requirement: string): Defect => ({ name, requirement, story: `${name} goes wrong`, area: 'x' })

/** A crew in which the named defects fail the named scenarios; `none` is the clean candidate. */
function crew(failing: Record<string, Record<string, Outcome>>): Crew & { tried: string[] } {
  const tried: string[] = []
  return {
    tried,
    run: async (next, onResult) => {
      for (let job = next(); job; job = next()) {
        const outcomes: JobResult['outcomes'] = {}
        for (const paths of [job.paths, ...(job.untilCaught ?? [])]) {
          if (paths !== job.paths && Object.values(outcomes).some(({ outcome }) => outcome === 'failed')) break
          for (const path of paths) {
            const name = path.slice('features/'.length, -'.feature:3'.length)
            tried.push(`${job.defect ?? 'none'} ${name}`)
            outcomes[path] = { outcome: failing[job.defect ?? 'none']?.[name] ?? 'passed', name, requirements: [] }
          }
        }
        onResult({ id: job.id, outcomes }, job)
      }
    },
    dismiss: () => undefined,
  }
}

const attempt = (options: { failing: Parameters<typeof crew>[0]; scenarios: ProvenScenario[]; defects: Defect[]; full?: boolean; memory?: Memory }) => {
  const made = crew(options.failing)
  return prove({ crew: made, scenarios: options.scenarios, defects: options.defects, ordinals: {}, full: options.full ?? false, recalled: recall(options.memory ?? {}, options.scenarios), tell: () => undefined }).then((proof) => ({ proof, tried: made.tried }))
}

describe('the self-test', () => {
  const scenarios = [scenario('a', 'R1', 'pds'), scenario('b', 'R2', 'pds'), scenario('c', 'R3', 'eps')]

  test('is content when every defect is caught and every scenario catches one', async () => {
    const { proof } = await attempt({ scenarios, defects: [defect('d1', 'R1'), defect('d2', 'R2'), defect('d3', 'R3')], failing: { d1: { a: 'failed' }, d2: { b: 'failed' }, d3: { c: 'failed' } } })
    assert.equal(isProven(proof), true)
  })

  test('names a defect that nothing catches, and a scenario that nothing fails', async () => {
    const { proof } = await attempt({ scenarios, defects: [defect('d1', 'R1'), defect('d3', 'R3')], failing: { d1: { a: 'failed' } } })
    assert.deepEqual(proof.survivors.map(({ name }) => name), ['d3'])
    assert.deepEqual(proof.unproven.map(({ name }) => name), ['b', 'c'])
    assert.equal(isProven(proof), false)
    assert.match(proofText(proof), /Defects that nothing catches\n {2}d3/)
  })

  test('looks among scenarios of the same subject when those of the requirement catch nothing', async () => {
    const { proof, tried } = await attempt({ scenarios, defects: [defect('d1', 'R1'), defect('d3', 'R3')], failing: { d1: { b: 'failed' }, d3: { c: 'failed' } } })
    assert.ok(tried.includes('d1 b') && !tried.includes('d1 c'))
    assert.equal(proof.outcome('d1', 'features/b.feature:3'), 'failed')
  })

  test('does not take an error for a catch: a defect must fail a scenario, not break the harness', async () => {
    const { proof } = await attempt({ scenarios: [scenarios[0]!], defects: [defect('d1', 'R1')], failing: { d1: { a: 'error' } } })
    assert.deepEqual([proof.survivors.length, proof.errors.length], [1, 1])
  })

  test('does not take a scene that could not be set for a catch', async () => {
    const { proof } = await attempt({ scenarios: [scenarios[0]!], defects: [defect('d1', 'R1')], failing: { d1: { a: 'untested' } } })
    assert.deepEqual([proof.survivors.length, proof.unproven.length, proof.errors.length], [1, 1, 0])
    assert.match(proofText(proof), /^d1 {2}-$/m)
  })

  test('is not content when the clean candidate fails anything', async () => {
    const { proof } = await attempt({ scenarios: [scenarios[0]!], defects: [defect('d1', 'R1')], failing: { none: { a: 'failed' }, d1: { a: 'failed' } } })
    assert.deepEqual(proof.cleanFailures.map(({ outcome }) => outcome), ['failed'])
    assert.equal(isProven(proof), false)
  })

  test('does not go on once a defect is caught, but gives every scenario its chance before it is called unproven', async () => {
    const many = Array.from({ length: 20 }, (_, at) => scenario(`s${at}`, 'R1', 'pds'))
    const failing = { d1: Object.fromEntries(many.slice(0, 19).map(({ name }) => [name, 'failed' as const])) }
    const { proof, tried } = await attempt({ scenarios: many, defects: [defect('d1', 'R1')], failing })
    assert.deepEqual(proof.unproven.map(({ name }) => name), ['s19'])
    assert.deepEqual(tried.filter((pair) => pair.startsWith('d1')).toSorted(), many.map(({ name }) => `d1 ${name}`).toSorted())
    const content = await attempt({ scenarios: many, defects: [defect('d1', 'R1'), defect('d2', 'R1')], failing: { ...failing, d2: { s0: 'failed', s19: 'failed' } } })
    assert.ok(isProven(content.proof))
    assert.equal(content.tried.filter((pair) => pair === 'd2 s5').length, 0, 'a defect that is caught does not meet scenarios that have caught another')
  })

  test('tries the likeliest first: those whose names say what the defect does', async () => {
    const many = [...Array.from({ length: 20 }, (_, at) => scenario(`s${at}`, 'R1', 'pds')), { ...scenario('nominated pharmacy', 'R1', 'pds') }]
    const { tried } = await attempt({ scenarios: many, defects: [{ ...defect('d1', 'R1'), story: 'The nominated pharmacy is lost.' }], failing: {} })
    assert.equal(tried.find((pair) => pair.startsWith('d1')), 'd1 nominated pharmacy')
  })

  test('tries every pair when asked to', async () => {
    const { tried } = await attempt({ scenarios, defects: [defect('d1', 'R1')], failing: { d1: { a: 'failed' } }, full: true })
    assert.deepEqual(tried.filter((pair) => pair.startsWith('d1')), ['d1 a', 'd1 b', 'd1 c'])
  })
})

describe('the memory of the self-test', () => {
  const rows = ['5', '6'].map((line): ProvenScenario => ({ ...scenario('a', 'R1', 'pds'), path: `features/a.feature:${line}` }))
  const scenarios = [...rows, scenario('b', 'R2', 'pds'), scenario('c', 'R3', 'eps')]
  const defects = [defect('d1', 'R1'), defect('d2', 'R2')]
  const failing = { d1: { a: 'failed' as const, b: 'failed' as const, c: 'failed' as const }, d2: { b: 'failed' as const, c: 'failed' as const } }
  const named = [scenario('a', 'R1', 'pds'), ...scenarios.slice(2)]

  test('has each defect with a scenario of its requirement, and each scenario once', async () => {
    const { proof } = await attempt({ scenarios: named, defects, failing, full: true })
    assert.deepEqual(memoryOf(proof), { d1: ['features/a.feature: a', 'features/c.feature: c'], d2: ['features/b.feature: b'] })
  })

  test('makes the next self-test try what it remembers, and nothing else while that holds', async () => {
    const { proof, tried } = await attempt({ scenarios: named, defects, failing, memory: { d1: ['features/a.feature: a', 'features/c.feature: c'], d2: ['features/b.feature: b'] } })
    assert.ok(isProven(proof))
    assert.deepEqual(tried.filter((pair) => !pair.startsWith('none')), ['d1 a', 'd1 c', 'd2 b'])
  })

  test('changes the way and never the verdict: what no longer holds is looked for anew', async () => {
    const { proof } = await attempt({ scenarios: named, defects, failing, memory: { gone: ['features/a.feature: a'], d1: ['features/gone.feature: gone'], d2: ['features/a.feature: a'] } })
    assert.ok(isProven(proof))
    const { proof: worse } = await attempt({ scenarios: named, defects, failing: {}, memory: memoryOf(proof) })
    assert.deepEqual([worse.survivors.length, worse.unproven.length], [2, 3])
  })

  test('tells the rows of an outline apart', () => {
    assert.deepEqual(recall({ d1: ['features/a.feature: a (2)'] }, scenarios)('d1'), ['features/a.feature:6'])
  })

  test('keeps what it knew of defects that were not tried', async () => {
    const { proof } = await attempt({ scenarios: named, defects: defects.slice(1), failing })
    assert.deepEqual(Object.keys(memoryOf(proof, { d1: ['features/a.feature: a'], d2: ['features/gone.feature: gone'] })), ['d1', 'd2'])
  })
})
