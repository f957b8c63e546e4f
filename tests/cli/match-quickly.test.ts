import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readdirSync, readFileSync } from 'node:fs'
import { definitionsOf, firstWords } from '../../cli/run/match-quickly.ts'
import { loadSteps } from '../../cli/run/scenarios.ts'
import { ROOT } from '../../cli/paths.ts'

test('only whole words that every match begins with count', () => {
  const cases: [string | RegExp, string][] = [
    ['the user is told', 'the user is told'],
    ['the user signs in as {word}', 'the user signs in as '],
    ['{user} signs in', ''],
    ['a patient(s) of {int}', 'a '],
    ['the nurse/doctor says', 'the '],
    ['has/have seen it', ''],
    ['three \\{braces}', 'three '],
    [/^the user$/, ''],
  ]
  for (const [pattern, words] of cases) assert.equal(firstWords(pattern), words, String(pattern))
})

test('steps of all features find the definitions that it found before', async () => {
  const definitions = definitionsOf(await loadSteps())
  const prototype = Object.getPrototypeOf(definitions[0]) as { matchesStepName(this: unknown, step: string): boolean }
  const steps = readdirSync(`${ROOT}/features`, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.feature'))
    .flatMap((file) => readFileSync(`${ROOT}/features/${file}`, 'utf8').split('\n'))
    .flatMap((line) => /^\s*(?:Given|When|Then|And|But) (.*)$/.exec(line)?.[1]?.trim() ?? [])
  assert.ok(steps.length > 1000)
  // Each against a thousand regular expressions: a fifth of them is enough.
  for (const step of [...new Set(steps)].filter((_, at) => at % 5 === 0)) {
    const slow = definitions.filter((definition) => prototype.matchesStepName.call(definition, step)).map(({ id }) => id)
    assert.deepEqual(definitions.filter((definition) => definition.matchesStepName(step)).map(({ id }) => id), slow, step)
  }
})
