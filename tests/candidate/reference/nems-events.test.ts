import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { describe, test } from 'node:test'
import { readEvent } from '../../../candidate/reference/nems/read-event.ts'
import { eventMessage } from '../../../mocks/services/nems/event-message.ts'
import { EVENTS } from '../../../mocks/services/nems/state.ts'
import { readSpec, specPath, withoutSpecs } from '../../mocks/contract.ts'

const DETAILS = { event: 'pds-record-change-1', nhsNumber: '9990000018', family: 'Okafor', given: 'Joan', birthDate: '1952-03-07' }
const IDS = { bundle: 'b', header: 'h', patient: 'p', provenance: 'v', timestamp: '2026-05-01T10:00:00.000Z' }

test('an event says what has happened to whom, and when', () => {
  const { type, nhsNumber, changedAt, people } = readEvent(eventMessage(DETAILS, IDS))!
  assert.deepEqual([type, nhsNumber, changedAt, people], ['pds-record-change-1', '9990000018', Date.parse(IDS.timestamp), ['9990000018']])
})

test('an update of an event is another event, and the same in another message is not', () => {
  const id = (changes: Partial<typeof IDS>) => readEvent(eventMessage(DETAILS, { ...IDS, ...changes }))!.id
  assert.equal(id({}), id({ bundle: 'another' }))
  assert.notEqual(id({}), id({ timestamp: '2026-05-02T10:00:00.000Z' }))
})

describe('what is no event', () => {
  for (const [what, content] of Object.entries({
    nothing: '',
    half: eventMessage(DETAILS, IDS).slice(0, 700),
    'a document type': `<!DOCTYPE Bundle>${eventMessage(DETAILS, IDS)}`,
    'without a time': eventMessage(DETAILS, { ...IDS, timestamp: 'yesterday' }),
    'a document': eventMessage(DETAILS, IDS).replace('value="message"', 'value="document"'),
  }))
    test(what, () => assert.equal(readEvent(content), undefined))
})

describe('published examples', { skip: withoutSpecs }, () => {
  const files = withoutSpecs ? [] : readdirSync(specPath('nems', 'examples'))
  test('there are 25', () => assert.equal(files.length, 25))
  for (const file of files) {
    test(file, () => {
      const event = readEvent(readSpec('nems', 'examples', file))
      assert.ok(event && EVENTS[event.type], `${event?.type} is no known event`)
      assert.match(event.nhsNumber, /^\d{10}$/)
      assert.ok(event.changedAt > Date.parse('2017-01-01'))
      assert.ok(event.people.length > 0 || !event.type.startsWith('pds-'))
    })
  }
})
