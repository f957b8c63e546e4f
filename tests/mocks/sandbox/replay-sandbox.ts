import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { withoutSpecs } from '../contract.ts'
import { loadDifferences, type Difference } from '../published/differences.ts'
import { differing } from './differing.ts'
import { rowsOf, type Row } from './rows.ts'

/** An answer: its status, and its body when it has one. */
export interface Answer {
  status: number
  body?: unknown
}

/** What a row asks for, sent to ours, beside what the sandbox is published to answer. */
export interface Replayed {
  ours: Answer
  published: Answer
}

/**
 * Sends what each row of a sandbox's table says to ours, and holds the whole answer to the published one. Rows that are not
 * replayed, and elements that differ, are named with reasons in differences.yaml; a reason that nothing needs fails too.
 */
export function replaySandbox(service: string, folder: string, replay: (row: Row) => Promise<Replayed>): void {
  describe(`${service}: the sandbox's rows, replayed body by body`, { skip: withoutSpecs }, () => {
    if (withoutSpecs) return
    const differences = loadDifferences().filter((each) => each.service === service && each.rows !== undefined)
    const needed = new Set<Difference>()
    for (const row of rowsOf(folder)) {
      const mine = differences.filter(({ rows }) => rows!.test(row.name))
      const whole = mine.find(({ elements, values }) => elements === undefined && values === undefined)
      if (whole) needed.add(whole)
      test(row.name, { skip: whole?.because ?? false }, async () => {
        const { ours, published } = await replay(row)
        assert.equal(ours.status, published.status, JSON.stringify(ours.body))
        assert.equal(ours.body === undefined, published.body === undefined, 'a body where there is none, or none where there is one')
        const left = differing(published.body, ours.body).filter(({ element, how }) => {
          const excuse = mine.find(({ elements, values }) => (how === 'not there' ? elements : values)?.test(element))
          if (excuse) needed.add(excuse)
          return !excuse
        })
        assert.deepEqual(left.map(({ says }) => says), [])
      })
    }

    test('no difference is named that is none', () => {
      assert.deepEqual(differences.filter((each) => !needed.has(each)).map(({ rows, because }) => `${rows}: ${because}`), [])
    })
  })
}
