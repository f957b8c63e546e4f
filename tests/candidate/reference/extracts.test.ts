import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { writeExtract } from '../../../candidate/reference/extracts/extract-file.ts'
import { listOf, readAnswer } from '../../../candidate/reference/extracts/opt-out-list.ts'
import { boundsOf, isOver, periodOf } from '../../../candidate/reference/extracts/period.ts'
import { readRequest } from '../../../candidate/reference/extracts/collection-request.ts'
import { isSettled } from '../../../candidate/reference/extracts/terminology-usage.ts'
import { whatIsWrong } from '../../../candidate/reference/fit-notes/issue-fit-note.ts'
import type { FitNoteContent } from '../../../candidate/reference/fit-notes/fit-note.ts'
import type { Services } from '../../../candidate/reference/services.ts'

describe('times of reporting', () => {
  const times = (rhythm: Parameters<typeof periodOf>[0], day: string) => Object.values(periodOf(rhythm, day)).join(' ')

  it('are weeks from Monday, calendar months and quarters, and years from August', () => {
    assert.equal(times('week', '2026-11-22'), '2026-11-16 2026-11-22')
    assert.equal(times('week', '2026-11-23'), '2026-11-23 2026-11-29')
    assert.equal(times('month', '2028-02-10'), '2028-02-01 2028-02-29')
    assert.equal(times('quarter', '2026-11-22'), '2026-10-01 2026-12-31')
    assert.equal(times('year', '2026-07-31'), '2025-08-01 2026-07-31')
    assert.equal(times('year', '2026-08-01'), '2026-08-01 2027-07-31')
  })

  it('begin and end at midnight on the practice’s clock, in summer as in winter', () => {
    const bounds = ({ from, to }: { from: number; to: number }) => [from, to].map((at) => new Date(at).toISOString())
    assert.deepEqual(bounds(boundsOf({ from: '2026-03-01', to: '2026-03-31' })), ['2026-03-01T00:00:00.000Z', '2026-03-31T23:00:00.000Z'])
    assert.deepEqual(bounds(boundsOf({ from: '2026-08-01', to: '2027-07-31' })), ['2026-07-31T23:00:00.000Z', '2027-07-31T23:00:00.000Z'])
  })

  it('are over when their last day is', () => {
    assert.equal(isOver({ from: '2026-11-16', to: '2026-11-22' }, '2026-11-22'), false)
    assert.equal(isOver({ from: '2026-11-16', to: '2026-11-22' }, '2026-11-23'), true)
  })

  it('count a practice that was live two months before', () => {
    assert.equal(isSettled({ from: '2026-08-01', to: '2027-07-31' }, '2026-06-01'), true)
    assert.equal(isSettled({ from: '2026-08-01', to: '2027-07-31' }, '2026-06-02'), false)
  })
})

describe('files', () => {
  it('are XML whatever is in them', () => {
    const services = { config: { practice: { odsCode: 'A99901', name: 'Elmswood' } }, clock: { timestamp: () => '2026-11-22T10:00:00.000Z' } } as unknown as Services
    const text = writeExtract(services, { root: 'Extract', reference: 'r', records: [{ Category: 'Care & <support>', Nothing: undefined }] })
    assert.match(text, /<RecordCount>1<\/RecordCount><ExtractReference>r<\/ExtractReference>/)
    assert.match(text, /<Record><Category>Care &amp; &lt;support&gt;<\/Category><\/Record>/)
  })

  it('are asked for with a request that has all it needs, and no document type', () => {
    const xml = '<CollectionRequest><Request>1</Request><Collection>C</Collection><BornFrom>a</BornFrom><BornTo>b</BornTo><RecordedFrom>c</RecordedFrom><RecordedTo>d</RecordedTo><Code>1</Code><Code>2</Code></CollectionRequest>'
    assert.deepEqual(readRequest(xml), { request: '1', collection: 'C', wanted: { bornFrom: 'a', bornTo: 'b', recordedFrom: 'c', recordedTo: 'd', codes: ['1', '2'] } })
    for (const wrong of [xml.replace('<Code>1</Code><Code>2</Code>', ''), xml.replace('</Request>', ''), `<!DOCTYPE x>${xml}`, 'no XML', xml.replaceAll('CollectionRequest', 'Other')]) assert.equal(readRequest(wrong), undefined)
  })
})

describe('the check of national opt-outs', () => {
  it('sends a number a line and reads the answer as it is meant', () => {
    assert.equal(listOf(['9990000018', '9990000026']), '9990000018,\n9990000026,\n')
    assert.deepEqual([...readAnswer('9990000026,\n')!], ['9990000026'])
    assert.deepEqual([...readAnswer('')!], [])
    for (const wrong of ['The file contains one or more invalid NHS Numbers.\n', '<html></html>', '9990000026\n']) assert.equal(readAnswer(wrong), undefined)
  })
})

describe('a fit note', () => {
  const note: FitNoteContent = { assessedOn: '2026-11-22', diagnosisCode: '161891005', diagnosis: 'Backache', fitness: 'not-fit', advice: [], comments: '', from: '2026-11-30', to: '2027-02-27', withinSixMonths: true, reassess: false }
  const fields = (change: Partial<FitNoteContent>) => whatIsWrong({ ...note, ...change }, '2026-11-30').map(({ field }) => field)

  it('is for three months at most in the first six, to the day, also where a month is short', () => {
    assert.deepEqual(fields({}), [])
    assert.deepEqual(fields({ to: '2027-02-28' }), ['to'])
    assert.deepEqual(fields({ to: '2027-05-30', withinSixMonths: false }), [])
  })
})
