import assert from 'node:assert/strict'
import { beforeEach, describe, test } from 'node:test'
import type { Pickle } from '@cucumber/messages'
import { beginSelection, mayBegin, noteSelection } from '../../steps/support/side-by-side.ts'

const pickle = (id: string, ...tags: string[]) => ({ id, tags: tags.map((name) => ({ name, astNodeId: '' })) }) as unknown as Pickle

/** A run that has these scenarios. */
function select(pickles: Pickle[], { shared = false } = {}): void {
  beginSelection({ shared })
  for (const each of pickles) noteSelection({ pickle: each })
  for (const { id } of pickles) noteSelection({ testCase: { id: `case of ${id}`, pickleId: id, testSteps: [] } })
}

describe('scenarios side by side', () => {
  const [slow, slower, slowest, quick, quicker] = [pickle('slow', '@waits'), pickle('slower', '@waits'), pickle('slowest', '@waits'), pickle('quick'), pickle('quicker')]
  const serial = pickle('serial', '@serial')

  beforeEach(() => select([slow, slower, slowest, quick, quicker, serial]))

  test('do not wait at the same moment while there is work', () => {
    assert.equal(mayBegin(slow, []), true)
    assert.equal(mayBegin(slower, [slow]), false)
    assert.equal(mayBegin(quick, [slow]), true)
  })

  test('may be half of those that run when they wait', () => {
    assert.equal(mayBegin(slower, [slow, quick]), true)
    assert.equal(mayBegin(slowest, [slow, slower, quick]), false)
  })

  test('wait together once all that work have begun', () => {
    select([slow, slower, quick])
    assert.equal(mayBegin(slower, [slow]), false)
    mayBegin(quick, [slow])
    assert.equal(mayBegin(slower, [slow]), true)
  })

  test('that share a place leave it to one that needs it for itself', () => {
    assert.equal(mayBegin(serial, [quick]), true, 'a place each')
    select([quick, quicker, serial], { shared: true })
    assert.equal(mayBegin(serial, [quick]), false)
    assert.equal(mayBegin(quick, [serial]), false)
    assert.equal(mayBegin(quicker, [quick]), true)
    assert.equal(mayBegin(serial, []), true)
  })

  test('that were not selected count for nothing', () => {
    beginSelection({ shared: false })
    noteSelection({ pickle: quick })
    assert.equal(mayBegin(slower, [slow]), true)
  })
})
