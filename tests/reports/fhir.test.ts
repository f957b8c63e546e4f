import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { Ajv } from 'ajv'
import { resultOf } from '../../reports/formats/fhir/test-report.ts'
import type { TestReport } from '../../reports/formats/fhir/test-report.ts'
import { openPack } from '../../reports/pack/open.ts'
import type { Pack } from '../../reports/pack/open.ts'
import { PLANS, sealedPack, temporaryFolder } from './fixture.ts'
import { hostilePack, render } from './hostile.ts'

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
const check = strict({ result, message: string, detail: string }, ['result'])

/** TestReport and Bundle of FHIR R4, from hl7.org/fhir/R4/testreport.html and bundle.html: no dependency brings their schema. */
const testReport = strict(
  {
    resourceType: { const: 'TestReport' }, id, meta, identifier, name: string,
    status: { enum: ['completed', 'in-progress', 'waiting', 'stopped', 'entered-in-error'] },
    testScript: strict({ reference: string, type: uri, identifier, display: string }, []),
    result: { enum: ['pass', 'fail', 'pending'] }, score: { type: 'number' }, tester: string, issued: instant,
    participant: many(strict({ type: { enum: ['test-engine', 'client', 'server'] }, uri, display: string }, ['type', 'uri'])),
    test: many(strict({ name: string, description: string, action: many({ ...strict({ operation, assert: check }, []), minProperties: 1 }) }, ['action'])),
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
const validate = ajv.compile<{ entry: { fullUrl: string; resource: TestReport }[] }>(bundle)

const reportsOf = async (pack: Pack, out: string): Promise<TestReport[]> => {
  const document = JSON.parse(readFileSync(await render(pack, 'fhir', out), 'utf8')) as unknown
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
