import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isValid } from '../../config/identifiers/nhs-number.ts'
import { planRun } from '../../cli/run/plan.ts'
import { loadTraceability } from '../../config/traceability.ts'
import { createMaker } from '../../steps/support/make.ts'

test('scenarios never share a patient, and every number is a valid one of the test range', () => {
  const numbers = Array.from({ length: 2000 }, (_, ordinal) => {
    const make = createMaker(1, ordinal)
    return Array.from({ length: 6 }, () => make.nhsNumber())
  }).flat()
  assert.equal(new Set(numbers).size, numbers.length)
  assert.ok(numbers.every((number) => isValid(number) && number.startsWith('999')))
})

test('every scenario there is has its patients: a seed has room for all of them', async () => {
  const { ordinals } = await planRun(await loadTraceability(), { requirements: [] })
  const last = createMaker(1, Object.keys(ordinals).length - 1)
  const people = Array.from({ length: 6 }, () => last.nhsNumber())
  assert.ok(!people.includes(createMaker(2, 0).nhsNumber()))
  assert.ok(Object.keys(ordinals).length <= 2500, `${Object.keys(ordinals).length} scenarios: steps/support/make.ts has to give a seed more room`)
})

test('the same seed makes the same patients, another seed others', () => {
  const first = (seed: number) => createMaker(seed, 7).nhsNumber()
  assert.equal(first(1), first(1))
  assert.notEqual(first(1), first(2))
})

test('thirty runs of 2,500 scenarios against one candidate, each with a seed of its own, share no patient', () => {
  const firsts = Array.from({ length: 30 }, (_, run) => Array.from({ length: 2500 }, (_each, ordinal) => createMaker(run + 1, ordinal).nhsNumber())).flat()
  assert.equal(new Set(firsts).size, firsts.length)
})

test('a scenario that would run into its neighbour is stopped', () => {
  const make = createMaker(1, 0)
  for (let i = 0; i < 6; i++) make.nhsNumber()
  assert.throws(() => make.nhsNumber(), /6 at most/)
})

test('a crowd shares nobody with any scenario, nor with another crowd', () => {
  const makers = Array.from({ length: 300 }, (_, ordinal) => createMaker(1, ordinal))
  const crowds = makers.flatMap((make) => make.crowd(51))
  const people = makers.flatMap((make) => Array.from({ length: 6 }, () => make.nhsNumber()))
  assert.equal(new Set([...crowds, ...people]).size, crowds.length + people.length)
  assert.ok(crowds.every(isValid))
  assert.throws(() => makers[0]!.crowd(65), /64 is the most/)
})

test('family names are made once in a run, short enough for PDS, and of letters only', () => {
  const names = Array.from({ length: 600 }, (_, ordinal) => {
    const make = createMaker(1, ordinal)
    return Array.from({ length: 4 }, () => make.familyName('Okafor'))
  }).flat()
  assert.equal(new Set(names).size, names.length)
  assert.ok(names.every((name) => /^Okafor-[A-Z][a-z]+$/.test(name) && name.length <= 35), names[0])
})
