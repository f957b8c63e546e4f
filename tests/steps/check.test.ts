import assert from 'node:assert/strict'
import { test } from 'node:test'
import { check, finding, type Sight } from '../../steps/checks/check.ts'
import { ensureRefused } from '../../steps/checks/ensure-refused.ts'

const sight = { calls: async () => [] } as unknown as Sight

test('a check collects everything that is wrong, not the first', async () => {
  const both = check('both', () => [finding('one'), false, undefined, finding('two', { expected: 1, seen: { a: 2 } })])
  assert.deepEqual(await both.look(sight, undefined), [{ what: 'one' }, { what: 'two', expected: '1', seen: '{"a":2}' }])
})

test('a refusal for another reason, or without saying what happened, is a finding each', async () => {
  const looked = (answer: Parameters<typeof ensureRefused.look>[1]['answer']) => ensureRefused.look(sight, { answer, reasons: ['changed-meanwhile'], mentions: /changed/ })
  const refused = (reason: 'changed-meanwhile' | 'rule', message: string) => ({ ok: false as const, reason, message, warnings: [] })
  assert.equal((await looked(refused('changed-meanwhile', 'The record was changed.'))).length, 0)
  assert.equal((await looked(refused('rule', 'No.'))).length, 2)
  assert.match((await looked({ ok: true, value: undefined }))[0]!.what, /as if nothing had happened/)
  assert.equal((await looked(undefined)).length, 1)
})
