import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { LIMITS, readInterchange, readSegments } from '../../config/edifact/read-edifact.ts'
import { at } from '../../config/edifact/segment.ts'
import { segment, writeInterchange, writeMessage, writeSegment } from '../../config/edifact/write-edifact.ts'
import { readSpec, specFiles, withoutSpecs } from '../mocks/contract.ts'

const ENVELOPE = { syntax: 'UNOC:3', sender: 'A:80', recipient: 'B:80', reference: '7', date: '261122', time: '0915' }

describe('EDIFACT', () => {
  test('what is written is read again, whatever is in it', () => {
    const text = "O'Brien: 1+1? yes ??'"
    const [read] = readSegments(writeSegment(['FTX', 'RGI', '', '', [text, 'second']]))
    assert.deepEqual(read, segment(['FTX', 'RGI', '', '', [text, 'second']]))
    assert.equal(at(read, 3), text)
  })

  test('line breaks between segments, a missing last terminator, other service characters', () => {
    assert.deepEqual(readSegments("AAA+1'\r\nBBB+2'\n").map(({ tag }) => tag), ['AAA', 'BBB'])
    assert.deepEqual(readSegments("AAA+1'BBB+2").map((each) => at(each, 0)), ['1', '2'])
    assert.deepEqual(readSegments('UNA*^.\\ ~AAA^1*2^a\\^b~'), [{ tag: 'AAA', elements: [['1', '2'], ['a^b']] }])
    assert.deepEqual(readSegments("UNA:+.?'AAA+1:2'"), [{ tag: 'AAA', elements: [['1', '2']] }])
  })

  test('counts and control references are held to what is there', () => {
    const good = writeInterchange(ENVELOPE, [writeMessage('1', 'NHSACK:D:1:NH:NHS001', [['BGM', 'AKR']])])
    assert.deepEqual(readInterchange(good)?.problems, [])
    assert.equal(readInterchange(good)?.messages[0]?.type, 'NHSACK:D:1:NH:NHS001')
    for (const [from, to, problem] of [
      ["UNT+3+1'", "UNT+4+1'", /4 segments and has 3/],
      ["UNT+3+1'", "UNT+3+2'", /ends as 2/],
      ["UNZ+1+7'", "UNZ+2+7'", /2 messages and has 1/],
      ["UNZ+1+7'", "UNZ+1+8'", /ends as 8/],
      ["UNZ+1+7'", '', /no UNZ/],
      ["UNT+3+1'", '', /no UNT/],
      ["UNZ+1+7'", "UNZ+1+7'AAA'", /AAA after UNZ/],
    ] as const) {
      assert.match(readInterchange(good.replace(from, to))!.problems.join('; '), problem)
    }
  })

  test('what is no interchange is none, and costs nothing', () => {
    assert.equal(readInterchange('%PDF-1.4'), undefined)
    assert.equal(readInterchange(''), undefined)
    assert.equal(readInterchange("UNB+UNOC:3+a?"), undefined)
    assert.throws(() => readSegments('A'.repeat(LIMITS.characters + 1)), /longer than/)
    assert.throws(() => readSegments("AAA'".repeat(LIMITS.segments + 1)), /more than/)
    assert.throws(() => readSegments(`AAA${'+'.repeat(LIMITS.components + 1)}'`), /more than/)
  })

  test('every published interchange can be read, and written as it was', { skip: withoutSpecs }, () => {
    const files = [...specFiles('pathology', /(?<!regex\.nhsack)\.dat$/).map((file) => `pathology/${file}`), ...specFiles('nhais', /\.dat$|edifact\/.*\.txt$/).map((file) => `nhais/${file}`)]
    assert.ok(files.length > 100, `${files.length} files`)
    for (const file of files) {
      const text = readSpec(file)
      const plain = (each: string) => each.replaceAll(/[\r\n]/g, '').replace(/^UNA.{5,6}?(?=UNB)/, '').replace(/'?$/, "'")
      const written = readSegments(text).map(({ tag, elements }) => `${[tag, ...elements.map((element) => element.map((part) => part.replaceAll(/[?:+']/g, '?$&')).join(':'))].join('+')}'`)
      assert.equal(plain(written.join('')), plain(text), file)
    }
  })
})
