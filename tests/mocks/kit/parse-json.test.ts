import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseJson } from '../../../mocks/kit/parse-json.ts'

test('reads what is JSON, brackets and quotes inside of words included', () => {
  const value = { text: `${'[{'.repeat(500)} "quoted\\" [`, list: [1, { a: null }] }
  assert.deepEqual(parseJson(JSON.stringify(value)), value)
  assert.deepEqual(parseJson('[1.10]', (_key, each) => (typeof each === 'number' ? String(each) : each)), ['1.1'])
})

test('refuses what is nested deeper than any document, before it costs the stack', () => {
  for (const text of ['['.repeat(100_000), '{"a":'.repeat(1000) + '1' + '}'.repeat(1000), `${'['.repeat(201)}${']'.repeat(201)}`]) assert.throws(() => parseJson(text), SyntaxError)
  assert.ok(parseJson(`${'['.repeat(200)}${']'.repeat(200)}`))
})
