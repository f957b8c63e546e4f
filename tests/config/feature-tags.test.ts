import assert from 'node:assert/strict'
import test, { suite, type TestContext } from 'node:test'
import { coverage } from '../../config/coverage.ts'
import { readFeatureTags } from '../../config/feature-tags.ts'
import type { Requirement } from '../../config/requirement.ts'
import { loadTraceability } from '../../config/traceability.ts'
import { places, problemsOf } from './problems.ts'
import { temporaryFolder } from './temporary-folder.ts'

const read = (context: TestContext, text: string): ReturnType<typeof readFeatureTags> & { found: string[] } => {
  const folder = temporaryFolder(context, { 'one.feature': text })
  const tags = readFeatureTags(folder)
  return { ...tags, found: places(tags.problems, folder) }
}

suite('a feature file', () => {
  test('gives its scenarios the tags of feature, rule and scenario', (context) => {
    const { scenarios, found } = read(
      context,
      `@capability:C13 @req:E00164
Feature: Demographics

  @req:TIF-PDS-01 @req:E00164
  Scenario: First
    Given something

  @service:pds
  Rule: Nationally

    @req:TIF-PDS-02 @negative
    Scenario: Second
      Given something
`,
    )
    assert.deepEqual(found, [])
    assert.deepEqual(
      scenarios.map(({ feature, name, line, tags, requirements, runs }) => ({ feature, name, line, tags: tags.map((tag) => `${tag.name}:${tag.line}`), requirements, runs })),
      [
        { feature: 'Demographics', name: 'First', line: 5, tags: ['@capability:C13:1', '@req:E00164:1', '@req:TIF-PDS-01:4', '@req:E00164:4'], requirements: ['E00164', 'TIF-PDS-01'], runs: [5] },
        { feature: 'Demographics', name: 'Second', line: 12, tags: ['@capability:C13:1', '@req:E00164:1', '@service:pds:8', '@req:TIF-PDS-02:11', '@negative:11'], requirements: ['E00164', 'TIF-PDS-02'], runs: [12] },
      ],
    )
  })

  test('counts an outline once for each set of tags, with the rows it runs', (context) => {
    const { scenarios, found } = read(
      context,
      `Feature: Outline
  Scenario Outline: Both
    Given <a>

    @req:A
    Examples:
      | a |
      | 1 |
      | 2 |

    @req:B
    Examples:
      | a |
      | 3 |
`,
    )
    assert.deepEqual(found, [])
    assert.deepEqual(scenarios.map(({ requirements, runs }) => ({ requirements, runs })), [
      { requirements: ['A'], runs: [8, 9] },
      { requirements: ['B'], runs: [14] },
    ])
  })

  test('may not hold what never runs', (context) => {
    const { found } = read(
      context,
      `@req:A
Feature: Nothing
  Scenario: No steps

  Scenario Outline: No examples
    Given <a>

  Scenario Outline: Empty examples
    Given <a>
    Examples:
      | a |
`,
    )
    assert.deepEqual(found, ['ASSAY_FEATURE_EMPTY one.feature:3', 'ASSAY_FEATURE_EMPTY one.feature:5', 'ASSAY_FEATURE_EMPTY one.feature:8'])
    assert.deepEqual(read(context, 'Feature: Empty\n').found, ['ASSAY_FEATURE_EMPTY one.feature:1'])
    assert.deepEqual(read(context, '').found, ['ASSAY_FEATURE_EMPTY one.feature:1'])
  })

  test('may not use a tag that nobody knows', (context) => {
    const { problems, found } = read(
      context,
      `@wip @req:A
Feature: Tags
  @api:2 @req:
  Scenario: One
    Given something
  @ui @serial @hazard:HZ-1 @service:eps @capability:C14
  Scenario: Two
    Given something
`,
    )
    assert.deepEqual(found, ['ASSAY_FEATURE_UNKNOWN_TAG one.feature:1', 'ASSAY_FEATURE_UNKNOWN_TAG one.feature:3', 'ASSAY_FEATURE_UNKNOWN_TAG one.feature:3'])
    assert.match(problems[0]?.what ?? '', /@wip/)
  })

  test('may ask for an interface that there is, and for no other', (context) => {
    const { found } = read(context, '@req:A\nFeature: Ways\n  @interface:scr-hl7\n  Scenario: One\n    Given something\n\n  @interface:scr\n  Scenario: Two\n    Given something\n')
    assert.deepEqual(found, ['ASSAY_FEATURE_UNKNOWN_TAG one.feature:7'])
  })

  test('may not give two scenarios one name', (context) => {
    const { found } = read(context, '@req:A\nFeature: Same\n  Scenario: One\n    Given a\n  Scenario: One\n    Given b\n')
    assert.deepEqual(found, ['ASSAY_FEATURE_DUPLICATE_NAME one.feature:5'])
  })

  test('with several mistakes in its Gherkin is told all of them', (context) => {
    const { found } = read(context, 'Feature: Broken\n  Scenario: One\n    Given something\n    Whn something\n  Scenario: Two\n    Given something\n    Thn something\n')
    assert.deepEqual(found, ['ASSAY_FEATURE_SYNTAX one.feature:4', 'ASSAY_FEATURE_SYNTAX one.feature:7'])
  })
})

suite('catalogue and features together', () => {
  test('agree as they ship', async () => {
    const { catalogue, scenarios } = await loadTraceability()
    assert.ok(scenarios.length > 0)
    for (const { requirements } of scenarios) for (const id of requirements) assert.ok(catalogue.byId.has(id))
  })

  test('when both are broken, are told all at once with file and line', async (context) => {
    const folder = temporaryFolder(context, {
      'catalogue/C13-patients.yaml': `standard: C13
title: Patients
area: capabilities
sources:
  main: { name: A page, url: https://example.org/ }
requirements:
  - id: A01
    level: MUST
    title: First
    statement: The system does it.
    verification: by hand
    basis: verified-text
  - id: A01
    level: MUST
    title: Second
    statement: The system does it, too.
    verification: automated-ui
    basis: verified-text
`,
      'features/a.feature': `@capability:C31
Feature: A
  @req:A01
  Scenario: Known, in a row that is wrong otherwise
    Given something
  @req:A10
  Scenario: Unknown
    Given something
  Scenario: Without a requirement
    Given something
`,
      'features/deep/b.feature': 'Feature: B\n  Scenari: One\n\n  @req:A01\n  Scenario: Two\n    Given something\n    Whn something\n',
    })
    const problems = await problemsOf(() => loadTraceability({ catalogue: `${folder}/catalogue`, features: `${folder}/features`, profile: 'absent' }))
    assert.deepEqual(places(problems, folder), [
      'ASSAY_FEATURE_NO_REQUIREMENT features/a.feature:9',
      'ASSAY_FEATURE_SYNTAX features/deep/b.feature:7',
      'ASSAY_CATALOGUE_UNVERIFIABLE catalogue/C13-patients.yaml:11',
      'ASSAY_CATALOGUE_DUPLICATE_ID catalogue/C13-patients.yaml:13',
      'ASSAY_FEATURE_UNKNOWN_TAG features/a.feature:1',
      'ASSAY_FEATURE_UNKNOWN_REQUIREMENT features/a.feature:6',
    ])
  })

  test('a folder without features is not taken for one where all is well', async (context) => {
    const folder = temporaryFolder(context, {})
    assert.deepEqual((await problemsOf(() => loadTraceability({ features: folder }))).map(({ code }) => code), ['ASSAY_FEATURE_EMPTY'])
    assert.deepEqual((await problemsOf(() => loadTraceability({ features: `${folder}/absent` }))).map(({ code }) => code), ['ASSAY_FEATURE_EMPTY'])
  })
})

test('coverage tells scenarios, documents, attestations and nothing apart', (context) => {
  const { scenarios } = read(context, 'Feature: F\n  @req:A @req:B\n  Scenario: One\n    Given a\n  @req:A\n  Scenario: Two\n    Given a\n')
  const row = (id: string, verification: Requirement['verification']): Requirement => ({
    id,
    official: true,
    standard: 'S1',
    level: 'MUST',
    title: id,
    statement: id,
    verification,
    basis: 'verified-text',
    area: 'testing',
    source: { name: 'A page', url: 'https://example.org/' },
  })
  const rows = [row('A', 'automated-api'), row('B', 'document-evidence'), row('C', 'document-evidence'), row('D', 'inspection'), row('E', 'automated-ui')]
  assert.deepEqual(
    coverage(rows, scenarios).map(({ requirement, state, scenarios: own }) => [requirement.id, state, own.map(({ name }) => name)]),
    [
      ['A', 'automated', ['One', 'Two']],
      ['B', 'automated', ['One']],
      ['C', 'document', []],
      ['D', 'attestation', []],
      ['E', 'nothing', []],
    ],
  )
})
