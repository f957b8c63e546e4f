import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { constants, gunzipSync } from 'node:zlib'
import type { Envelope } from '@cucumber/messages'
import { EVIDENCE_MEDIA_TYPE } from '../../config/evidence.ts'
import { recordCucumber } from '../../reports/pack/from-cucumber.ts'
import { textOfPdf } from '../../reports/pack/pdf-text.ts'
import { redactBytes, redactText } from '../../reports/pack/redact.ts'
import { createPack } from '../../reports/pack/write.ts'
import { CANDIDATE, temporaryFolder } from './fixture.ts'
import { redactionCorpus, type Planted } from './redaction-corpus.ts'

const SEED = 20_250_303

/** A scenario of one step that is under way, so that what comes is evidence of it. */
const SCENARIO = [
  { gherkinDocument: { uri: 'a.feature', comments: [], feature: { name: 'F', description: '', keyword: 'Feature', language: 'en', location: { line: 1 }, tags: [], children: [{ scenario: { id: 'node', name: 'S', description: '', keyword: 'Scenario', location: { line: 2 }, tags: [], examples: [], steps: [{ id: 'node-step', keyword: 'Given ', text: 's', location: { line: 3 } }] } }] } } },
  { pickle: { id: 'pickle', uri: 'a.feature', name: 'S', language: 'en', tags: [], astNodeIds: ['node'], steps: [{ id: 'pickle-step', text: 's', astNodeIds: ['node-step'] }] } },
  { testCase: { id: 'case', pickleId: 'pickle', testSteps: [{ id: 'step', pickleStepId: 'pickle-step' }] } },
  { testCaseStarted: { id: 'started', testCaseId: 'case', attempt: 0, timestamp: { seconds: 0, nanos: 0 } } },
] as unknown as Envelope[]

/** What cucumber would tell the recorder about a run in which the candidate let a secret out. */
function tell(onMessage: (envelope: Envelope) => void, { via, header, content, where }: Planted, i: number): void {
  const attach = (body: string | Buffer, mediaType: string): void =>
    onMessage({
      attachment: { body: typeof body === 'string' ? body : body.toString('base64'), contentEncoding: typeof body === 'string' ? 'IDENTITY' : 'BASE64', mediaType, testCaseStartedId: 'started', testStepId: 'step' },
    } as Envelope)
  const text = String(content)
  const exchange = (request: object, response: object): void =>
    attach(JSON.stringify({ id: `x-${i}`, direction: 'candidate-to-service', service: 'pds', operation: 'getPatient', startedAt: '2025-03-03T09:00:00.000Z', durationMs: 3, request: { method: 'POST', url: 'https://hub/x', headers: {}, ...request }, response: { status: 200, headers: {}, ...response }, violations: [] }), EVIDENCE_MEDIA_TYPE.exchange)
  switch (via) {
    case 'body':
      return i % 2 === 0 ? exchange({ body: text }, {}) : exchange({}, { body: text })
    case 'url':
      return exchange({ url: text }, {})
    case 'header':
      return exchange({ headers: { [header ?? 'x']: text } }, {})
    case 'finding':
      return attach(JSON.stringify({ name: `check ${i}`, outcome: 'failed', findings: [{ what: 'it was other', expected: 'x', seen: text }], exchanges: [] }), EVIDENCE_MEDIA_TYPE.check)
    case 'message':
      return onMessage({ testStepFinished: { testCaseStartedId: 'started', testStepId: 'step', testStepResult: { status: 'FAILED', message: text, duration: { seconds: 0, nanos: 0 } }, timestamp: { seconds: 0, nanos: 0 } } } as Envelope)
    case 'log':
      return attach(text, 'text/x.cucumber.log+plain')
    default:
      assert.ok(via === 'text/html' || Buffer.isBuffer(content), where)
      return attach(content, via)
  }
}

/** Everything that was written, and all that can be had from it: decoded, unpacked, unescaped, out of documents, again and again. */
function everyReading(text: string, depth = 4): string[] {
  if (depth === 0) return [text]
  const runs = [...text.matchAll(/[\w+/-]{14,}(?:\s+[\w+/-]{14,})*/g)].flatMap(([run]) => [run, ...run.split(/[/_-]/)])
  const bytes = runs.filter((run) => run.length >= 14).map((run) => Buffer.from(run, 'base64'))
  const inner = bytes.flatMap((content) => (content[0] === 0x1f && content[1] === 0x8b ? [gunzipSync(content, { finishFlush: constants.Z_SYNC_FLUSH }).toString()] : content.every((byte) => byte < 0x80) ? [content.toString()] : []))
  const percent = text.replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  const unescaped = text.replaceAll(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))).replaceAll('\\', '')
  const references = text.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
  return [text, ...[percent, unescaped, references].filter((other) => other !== text), ...inner].flatMap((found) => (found === text ? [found] : everyReading(found, depth - 1)))
}

test('none of 500 secrets is in the pack, neither as it is nor decoded, and a mark of its kind stands there', (t) => {
  const corpus = redactionCorpus(SEED, 500)
  assert.equal(corpus.length, 500)
  const leaks: string[] = []
  const unmarked: string[] = []
  for (const [i, planted] of corpus.entries()) {
    const dir = join(temporaryFolder(t), 'pack')
    const pack = createPack(dir, { runId: 'r', seed: 1, profile: 'p', candidate: CANDIDATE, catalogue: 'c'.repeat(64), environment: {} })
    const { onMessage } = recordCucumber(pack)
    for (const message of SCENARIO) onMessage(message)
    tell(onMessage, planted, i)
    pack.close()
    const files = [readFileSync(join(dir, 'events.ndjson')), ...readdirSync(join(dir, 'blobs')).map((name) => readFileSync(join(dir, 'blobs', name)))]
    const readings = files.flatMap((bytes) => (bytes.includes('%PDF-') ? [bytes.toString('latin1'), textOfPdf(bytes, 1e7)] : bytes[0] === 0x1f ? [gunzipSync(bytes).toString()] : [bytes.toString()])).flatMap((text) => everyReading(text))
    const bare = planted.kind === 'nhs-number' ? /\D/g : /[\s\\]/g
    if (readings.some((text) => text.includes(planted.secret) || (planted.via !== 'application/pdf' && text.split('\n').some((line) => line.replaceAll(bare, '').includes(planted.secret))))) leaks.push(`${i} ${planted.where}: ${String(planted.content).slice(0, 300)}`)
    if (!readings.some((text) => text.includes(`[redacted:${planted.kind}]`))) unmarked.push(`${i} ${planted.where}: ${readings.slice(0, 1).join(' ').slice(-500)}`)
  }
  assert.deepEqual({ leaks, unmarked }, { leaks: [], unmarked: [] })
})

test('the corpus comes of its seed, and has every kind in many places', () => {
  const places = new Set(redactionCorpus(SEED, 500).map(({ via, kind }) => `${kind} ${via}`))
  assert.deepEqual([...new Set(redactionCorpus(SEED, 500).map(({ kind }) => kind))].sort(), ['api-key', 'client-assertion', 'code', 'cookie', 'jwt', 'nhs-number', 'password', 'private-key', 'secret', 'token'])
  assert.ok(places.size > 40, `${places.size} kinds of places`)
  assert.deepEqual(redactionCorpus(7, 3).map(({ where }) => where), redactionCorpus(7, 3).map(({ where }) => where))
})

test('a second time changes nothing, so that a merged pack says what its parts say', () => {
  for (const { content, where } of redactionCorpus(SEED, 500)) {
    if (Buffer.isBuffer(content)) continue
    const clean = redactText(content)
    assert.equal(redactText(clean), clean, where)
  }
})

test('a document without a secret is kept to the byte', () => {
  const clean = redactionCorpus(SEED, 500).find(({ via }) => via === 'application/gzip')
  assert.ok(Buffer.isBuffer(clean?.content))
  for (const bytes of [Buffer.from('%PDF-1.7\n(9990000018)\n%%EOF'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 255]), Buffer.from('plain 9990000018')]) {
    assert.deepEqual(Buffer.from(redactBytes(bytes, false)), bytes)
  }
  const text = JSON.stringify({ id: '9990000018', digest: '0f'.repeat(32), data: Buffer.from('an ordinary letter, nothing secret').toString('base64'), next: 'https%3A%2F%2Fx.example%2F%3Fa%3D1', html: '&lt;b&gt;bold&lt;/b&gt; \\u0041' })
  assert.equal(redactText(text), text)
})
