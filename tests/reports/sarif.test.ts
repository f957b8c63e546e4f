import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { Ajv } from 'ajv'
import { openPack } from '../../reports/pack/open.ts'
import type { Pack } from '../../reports/pack/open.ts'
import { sealedPack, temporaryFolder } from './fixture.ts'
import { hostilePack, render } from './hostile.ts'

const strict = (properties: object, required: string[]): object => ({ type: 'object', additionalProperties: false, properties, required })
const text = { type: 'string', minLength: 1 }
const message = strict({ text }, ['text'])
const level = { enum: ['none', 'note', 'warning', 'error'] }
const instant = { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$' }
const place = strict(
  { physicalLocation: strict({ artifactLocation: strict({ uri: { type: 'string', pattern: "^[A-Za-z0-9_.!~*'()%-]+(/[A-Za-z0-9_.!~*'()%-]+)*$" }, uriBaseId: text }, []), region: strict({ startLine: { type: 'integer', minimum: 1 } }, []) }, []) },
  [],
)
/** The part of SARIF 2.1.0 (OASIS, sections 3.13 to 3.30) that we use: no dependency brings its schema. */
const schema = strict(
  {
    $schema: text,
    version: { const: '2.1.0' },
    runs: {
      type: 'array', minItems: 1, maxItems: 1,
      items: strict(
        {
          tool: strict({ driver: strict({ name: text, rules: { type: 'array', items: strict({ id: text, shortDescription: message, fullDescription: message, properties: { type: 'object' } }, ['id']) } }, ['name']) }, ['driver']),
          automationDetails: strict({ id: text, guid: text }, []),
          invocations: { type: 'array', items: strict({ executionSuccessful: { type: 'boolean' }, startTimeUtc: instant, endTimeUtc: instant, toolExecutionNotifications: { type: 'array', items: strict({ level, message }, ['message']) } }, ['executionSuccessful']) },
          columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
          results: { type: 'array', items: strict({ ruleId: text, level, message, locations: { type: 'array', minItems: 1, items: place }, partialFingerprints: { type: 'object' }, properties: { type: 'object' } }, ['message']) },
          properties: { type: 'object' },
        },
        ['tool'],
      ),
    },
  },
  ['version', 'runs'],
)
interface Run {
  tool: { driver: { rules: { id: string }[] } }
  invocations: { executionSuccessful: boolean }[]
  results: { ruleId: string; level: string; message: { text: string }; locations: { physicalLocation: { artifactLocation: { uri: string }; region: { startLine: number } } }[] }[]
}
const ajv = new Ajv({ allErrors: true })
const validate = ajv.compile<{ runs: [Run] }>(schema)

const runOf = async (pack: Pack, out: string): Promise<Run> => {
  const document = JSON.parse(readFileSync(await render(pack, 'sarif', out), 'utf8')) as unknown
  if (!validate(document)) assert.fail(ajv.errorsText(validate.errors))
  return document.runs[0]
}

describe('sarif', () => {
  it('points at the line of each scenario that failed or was in error, and at nothing else', async (t) => {
    const root = temporaryFolder(t)
    sealedPack(join(root, 'pack'), [
      { name: 'It fails', requirements: ['C13E2', 'TIF-PDS-01'], outcome: 'failed', findings: [{ what: 'wrong {0} [name](x)', expected: 'A', seen: 'B' }] },
      { name: 'It may fail', requirements: ['C13E2'], outcome: 'failed', reason: 'no' },
      { name: 'It is nobody\'s', requirements: ['GONE-1'], outcome: 'failed', reason: 'no' },
      { name: 'It breaks', requirements: ['TIF-PDS-01'], outcome: 'error', reason: 'no hub' },
      { name: 'It passes', requirements: ['TIF-PDS-04'], outcome: 'passed' },
      { name: 'It is left out', requirements: ['TIF-PDS-04'], outcome: 'skipped' },
    ])
    const { results, tool, invocations } = await runOf(openPack(join(root, 'pack')), root)
    const told = results.map(({ ruleId, level: how, locations: [where] }) => [ruleId, how, where?.physicalLocation.artifactLocation.uri, where?.physicalLocation.region.startLine])
    const file = 'features/national-services/pds-update.feature'
    assert.deepEqual(told.sort(([, , , a], [, , , b]) => Number(a) - Number(b)), [['C13E2', 'error', file, 10], ['C13E2', 'note', file, 18], ['GONE-1', 'error', file, 26], ['assay-error', 'warning', file, 34]])
    assert.ok(results.some(({ message: { text: said } }) => said.includes('wrong {{0}} \\[name\\](x); expected A; seen B')))
    assert.deepEqual(tool.driver.rules.map(({ id }) => id).sort(), ['C13E2', 'assay-error'])
    assert.equal(invocations[0]?.executionSuccessful, true)
  })

  it('is never empty for a run that is not to be relied on', async (t) => {
    const root = temporaryFolder(t)
    sealedPack(join(root, 'pack'), [], { ended: false })
    const { results, invocations } = await runOf(openPack(join(root, 'pack')), root)
    assert.ok(results.length > 0 && results.every(({ ruleId, level: how }) => ruleId === 'assay-run' && how === 'error'))
    assert.equal(invocations[0]?.executionSuccessful, false)
  })

  it('is valid whatever is in the pack, and leads nowhere outside the project', async (t) => {
    const root = temporaryFolder(t)
    const { results } = await runOf(hostilePack(join(root, 'pack')), root)
    assert.equal(results.length, 2)
    for (const { message: { text: said } } of results) assert.ok(!/(?<!\\)\]\(/.test(said) && !said.includes('\u202e'), said)
    sealedPack(join(root, 'paths'), ['../../etc/passwd', 'C:\\x', '/etc/passwd', 'javascript:alert(1)', '\ud800', ''].map((file, i) => ({ name: `n${i}`, file, requirements: ['C13E1'], outcome: 'failed' })))
    const paths = (await runOf(openPack(join(root, 'paths')), root)).results.map(({ locations }) => locations[0]?.physicalLocation.artifactLocation.uri ?? '')
    assert.equal(paths.length, 6)
    for (const path of paths) assert.ok(new URL(path, 'file:///project/').href.startsWith('file:///project/'), path)
  })
})
