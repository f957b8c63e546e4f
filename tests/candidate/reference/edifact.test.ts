import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { messagesOf, readInterchange } from '../../../candidate/reference/edifact/read-interchange.ts'
import { lines, part } from '../../../candidate/reference/edifact/segment.ts'
import { BOUNDS, EdifactError, tokenise } from '../../../candidate/reference/edifact/tokenise.ts'
import { line, writeInterchange, writeMessage } from '../../../candidate/reference/edifact/write-interchange.ts'
import { readSpec, specFiles, withoutSpecs } from '../../mocks/contract.ts'

const written = (change: (text: string) => string = (text) => text) =>
  change(writeInterchange({ syntax: ['UNOC', '3'], advice: true, sender: ['A', '80'], recipient: ['B', '80'], reference: '12', at: Date.UTC(2026, 10, 22, 9, 15) }, [writeMessage('1', ['MEDRPT', '0', '1', 'RT', 'NHS003'], [['BGM', 'LSR']])]))

describe('EDIFACT in the reference candidate', () => {
  test('texts keep what has a meaning of its own', () => {
    const text = "O'Brien: 1+1? ??"
    assert.equal(part(tokenise(line(['FTX', 'SPC', '', '', text]))[0], 4), text)
    assert.equal(lines(tokenise("FTX+SPC+++one:two:  three'")[0], 4), 'one\ntwo\n  three')
  })

  test('an interchange says who wrote to whom, and under which number', () => {
    const { sender, recipient, reference, messages, fault, ended } = readInterchange(written())
    assert.deepEqual({ sender, recipient, reference, fault, ended }, { sender: ['A', '80'], recipient: ['B', '80'], reference: '12', fault: undefined, ended: true })
    assert.deepEqual(messages.map(({ reference: own, type, variant, counted }) => [own, type, variant, counted]), [['1', 'MEDRPT', 'NHS003', true]])
  })

  test('ends that do not fit are told apart; a wrong number of segments is borne', () => {
    const faultOf = (from: RegExp | string, to: string) => readInterchange(written((text) => text.replace(from, to))).fault
    assert.equal(faultOf("UNZ+1+12'", "UNZ+1+13'"), 'interchange')
    assert.equal(faultOf("UNZ+1+12'", "UNZ+2+12'"), 'interchange')
    assert.equal(faultOf("UNZ+1+12'", ''), 'interchange')
    assert.equal(faultOf("UNT+3+1'", "UNT+3+2'"), 'messages')
    assert.equal(faultOf("UNH+1+", "UNH+1+MEDRPT'UNH+1+"), 'messages')
    assert.equal(faultOf("UNT+3+1'", "UNT+9+1'"), undefined)
  })

  test('hostile input ends quickly', () => {
    for (const text of ['', 'UNA', 'UNB', '<xml/>', `UNB+${'?'.repeat(999)}`, `UNB+\u0000'`, "unb+1'", 'A'.repeat(BOUNDS.characters + 1), "AAA'".repeat(BOUNDS.segments + 1), `UNB${':'.repeat(BOUNDS.partsOfSegment + 1)}'`]) {
      try {
        readInterchange(text)
      } catch (error) {
        assert.ok(error instanceof EdifactError, `${text.slice(0, 20)}: ${String(error)}`)
      }
    }
  })

  test('every published file is a list of segments; published faults are found, and nothing else', { skip: withoutSpecs }, () => {
    for (const file of specFiles('pathology', /(?<!regex\.nhsack)\.dat$/)) {
      const text = readSpec('pathology', file)
      const segments = tokenise(text)
      const { messages, broken } = messagesOf(segments.filter(({ tag }) => tag !== 'UNB' && tag !== 'UNZ'))
      assert.ok(messages.length > 0, file)
      assert.equal(broken, /IRM|message_parsing_failure/.test(file), file)
      if (!segments.some(({ tag }) => tag === 'UNB')) continue
      const expected = /IRI|interchange_parsing_failure/.test(file) ? 'interchange' : /IRM|message_parsing_failure/.test(file) ? 'messages' : undefined
      assert.equal(readInterchange(text).fault, expected, file)
    }
  })
})
