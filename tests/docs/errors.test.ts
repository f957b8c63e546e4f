import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { PROBLEM_CODES } from '../../config/problem-codes.ts'

const documented = [...readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8').matchAll(/^\| `(ASSAY_[A-Z_]+)` \|/gm)].map((match) => match[1]!)

test('docs/errors.md explains every error code, and no other', () => {
  assert.deepEqual([...documented].sort(), [...PROBLEM_CODES].sort())
})

test('every error code is there once', () => {
  assert.equal(new Set(PROBLEM_CODES).size, PROBLEM_CODES.length)
  assert.equal(new Set(documented).size, documented.length)
})
