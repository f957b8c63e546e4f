import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { resultOf } from '../../reports/formats/fhir/test-report.ts'
import type { TestReport } from '../../reports/formats/fhir/test-report.ts'
import type { Decision } from '../../reports/gate/decide.ts'
import { openPack } from '../../reports/pack/open.ts'
import type { Pack } from '../../reports/pack/open.ts'
import { PLANS, sealedPack, temporaryFolder } from './fixture.ts'
import { HOSTILE, hostilePack, render } from './hostile.ts'
import { SECRETS, decisionOnPeople } from './people.ts'

const strict = (properties: object, required: string[]): object => ({ type: 'object', additionalProperties: false, properties, required })
const many = (items: object): object => ({ type: 'array', minItems: 1, items })
/** FHIR R4 data types (hl7.org/fhir/R4/datatypes.html): string, code, uri, id, instant. */
const string = { type: 'string', pattern: '^[ \\r\\n\\t\\S]+$', maxLength: 1024 * 1024 }
const code = { type: 'string', pattern: '^[^\\s]+(\\s[^\\s]+)*$' }
const uri = { type: 'string', pattern: '^\\S+$' }
const id = { type: 'string', pattern: '^[A-Za-z0-9\\-.]{1,64}$' }
const instant = { type: 'string', pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d+)?Z$' }
const meta = strict({ tag: many(strict({ system: uri, code }, [])) }, [])
const identifier = strict({ system: uri, value: string }, [])
const result = { enum: ['pass', 'skip', 'fail', 'warning', 'error'] }
const operation = strict({ result, message: string, detail: uri }, ['result'])
/** A part of an extension, which has a value and no extensions of its own; and one that has parts and no value. */
const date = { type: 'string', format: 'date' }
const part = { ...strict({ url: uri, valueString: string, valueCode: code, valueDate: date }, ['url']), minProperties: 2, maxProperties: 2 }
const extension = strict({ url: uri, extension: many(part) }, ['url', 'extension'])
const check = strict({ result, message: string, detail: string }, ['result'])

/** TestReport and Bundle of FHIR R4, from hl7.org/fhir/R4/testreport.html and bundle.html: no dependency brings their schema. */
const testReport = strict(
  {
    resourceType: { const: 'TestReport' }, id, meta, identifier, name: string,
    status: { enum: ['completed', 'in-progress', 'waiting', 'stopped', 'entered-in-error'] },
    testScript: strict({ reference: string, type: uri, identifier, display: string }, []),
    result: { enum: ['pass', 'fail', 'pending'] }, score: { type: 'number' }, tester: string, issued: instant,
    participant: many(strict({ type: { enum: ['test-engine', 'client', 'server'] }, uri, display: string }, ['type', 'uri'])),
    test: many(strict({ extension: many(extension), name: string, description: string, action: many({ ...strict({ operation, assert: check }, []), minProperties: 1 }) }, ['action'])),
  },
  ['resourceType', 'status', 'testScript', 'result'],
)
const bundle = strict(
  {
    resourceType: { const: 'Bundle' }, id, meta, identifier, timestamp: instant,
    type: { enum: ['document', 'message', 'transaction', 'transaction-response', 'batch', 'batch-response', 'history', 'searchset', 'collection'] },
    entry: many(strict({ fullUrl: uri, resource: testReport }, [])),
  },
  ['resourceType', 'type'],
)
const ajv = new Ajv({ allErrors: true })
addFormats.default(ajv)
const validate = ajv.compile<{ entry: { fullUrl: string; resource: TestReport }[] }>(bundle)

const reportsOf = async (pack: Pack, out: string, decision?: Decision): Promise<TestReport[]> => {
  const document = JSON.parse(readFileSync(await render(pack, 'fhir', out, decision), 'utf8')) as unknown
  if (!validate(document)) assert.fail(ajv.errorsText(validate.errors))
  assert.equal(new Set(document.entry.map(({ fullUrl }) => fullUrl)).size, document.entry.length)
  return document.entry.map(({ resource }) => resource)
}

describe('fhir', () => {
  it('has a TestReport a feature, with steps as operations and checks as asserts', async (t) => {
    const root = temporaryFolder(t)
    sealedPack(join(root, 'pack'))
    const reports = await reportsOf(openPack(join(root, 'pack')), root)
    const byName = new Map(reports.map((report) => [report.name, report]))
    const [pds = assert.fail(), banner = assert.fail()] = [byName.get("Changing a patient's details nationally"), byName.get('Knowing who the patient is')]
    assert.equal(reports.length, 2)
    assert.deepEqual([pds.result, pds.score, pds.status], ['fail', 66, 'completed'])
    assert.deepEqual([banner.result, banner.score], ['pending', 50])
    assert.equal(pds.testScript.identifier.value, 'features/national-services/pds-update.feature')
    const failed = pds.test.find(({ name }) => name === PLANS[0]?.name) ?? assert.fail()
    assert.deepEqual(failed.action.map(({ operation, assert: check }) => (operation ?? check)?.result), ['pass', 'pass', 'pass', 'fail', 'fail', 'fail'])
    assert.ok(failed.action.some((action) => action.assert?.detail?.includes('expected 3 Harbour View, LS2 9JT; seen 14 Alder Close, LS1 6AE')))
    assert.match(failed.description, /Speaks for TIF-PDS-01/)
  })

  it('passes a group only when something in it applied and all of that passed', () => {
    assert.equal(resultOf(['passed', 'omitted'], true), 'pass')
    assert.equal(resultOf(['passed'], false), 'pending')
    assert.equal(resultOf(['passed', 'failed'], false), 'fail')
    for (const outcomes of [[], ['omitted'], ['passed', 'error'], ['passed', 'skipped'], ['untested'], ['passed', 'waived']] as const) assert.equal(resultOf(outcomes, true), 'pending', outcomes.join())
  })

  it('passes nothing, and says why first, when the run is incomplete or nothing was run', async (t) => {
    const root = temporaryFolder(t)
    sealedPack(join(root, 'killed'), undefined, { ended: false })
    const [first, ...rest] = await reportsOf(openPack(join(root, 'killed')), root)
    assert.match(first?.test[0]?.action[0]?.assert?.message ?? '', /incomplete/)
    assert.ok(rest.length > 0 && rest.every((report) => report.result !== 'pass' && report.status === 'stopped'))
    sealedPack(join(root, 'empty'), [])
    const [only, ...none] = await reportsOf(openPack(join(root, 'empty')), root)
    assert.deepEqual([only?.result, none.length], ['pending', 0])
  })

  it('says of whose word a requirement rests on, who gave it, in which role, when, and until when; it passes nothing by that', async (t) => {
    const root = temporaryFolder(t)
    sealedPack(join(root, 'pack'))
    const pack = openPack(join(root, 'pack'))
    const report = (await reportsOf(pack, root, decisionOnPeople(pack))).at(-1)
    assert.deepEqual([report?.name, report?.result], ["People's word", 'pending'])
    const told = (report?.test ?? []).map(({ name, extension = [], action: [said] }) => [name, said?.assert?.result, ...(extension[0]?.extension ?? []).map(({ url, ...value }) => `${url} ${Object.values(value).join()}`)])
    assert.deepEqual(told, [
      ['SAF-07: attestation', 'warning', 'kind attestation', 'by A. Reviewer', 'role Clinical safety officer', 'given 2026-01-01', 'expires 2026-12-31', 'state counts', `evidence log.txt, SHA-256 ${'e'.repeat(64)}`],
      ['SAF-07: attestation', 'skip', 'kind attestation', 'by C. Seller', 'role Sales', 'given 2026-01-01', 'expires 2026-12-31', 'state refused', 'evidence https://example.org/log, not followed'],
      ['C13E2: waiver', 'warning', 'kind waiver', 'by Head of product', 'expires 2026-09-30', 'state active'],
      ['TIF-PDS-01: waiver', 'warning', 'kind waiver', 'by B. Director', 'role Programme director', 'given 2026-01-01', 'expires 2026-12-31', 'state active', 'risk An address may be overwritten.'],
    ])
    assert.match(report?.test[3]?.action[0]?.assert?.message ?? '', /The supplier mends it in June/)
    const odd = JSON.stringify(await reportsOf(pack, join(root, 'odd'), decisionOnPeople(pack, `${HOSTILE} ${SECRETS.join(' ')}`)))
    for (const secret of SECRETS) assert.ok(!odd.includes(secret), secret)
  })

  it('is valid and holds no markup, whatever is in the pack; the same pack makes the same bytes', async (t) => {
    const root = temporaryFolder(t)
    const pack = hostilePack(join(root, 'pack'))
    const reports = await reportsOf(pack, root)
    const messages = reports.flatMap((report) => report.test.flatMap(({ action }) => action.map(({ operation, assert: check }) => (operation ?? check)?.message ?? '')))
    for (const text of messages) assert.ok(!/<[a-z!/]/i.test(text) && !/(?<!\\)\]\(/.test(text) && !text.includes('\u202e'), text)
    const again = await render(pack, 'fhir', join(root, 'again'))
    assert.ok(readFileSync(again).equals(readFileSync(join(root, 'fhir-test-reports.json'))))
  })
})
