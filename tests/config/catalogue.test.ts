import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import test, { suite } from 'node:test'
import { CATALOGUE_FOLDER, loadCatalogue } from '../../config/catalogue.ts'
import { readCatalogue } from '../../config/read-catalogue.ts'
import { AREAS, BASES, LEVELS, VERIFICATIONS } from '../../config/requirement.ts'
import { places, problemsOf } from './problems.ts'
import { temporaryFolder } from './temporary-folder.ts'

const GOOD = `# comment
standard: S1
title: Something
area: testing
sources:
  main: { name: A page, url: https://example.org/page }
  other: { name: Another, url: https://example.org/other }
requirements:
  - id: A01
    level: MUST
    title: First
    statement: The system does it.
    verification: automated-api
    basis: verified-text
  - id: TIF-A-02
    level: MAY
    title: Second
    statement: The system can do it.
    note: Not confirmed.
    verification: inspection
    basis: inferred
    area: technology
    source: other
`

suite('the catalogue that ships', async () => {
  const catalogue = await loadCatalogue()

  test('holds every requirement once', () => {
    assert.equal(catalogue.rows.length, 473)
    assert.equal(catalogue.byId.size, 473)
  })

  test('has a file for each standard, and says what licence the content is under', () => {
    const files = readdirSync(CATALOGUE_FOLDER).filter((name) => name.endsWith('.yaml'))
    assert.equal(files.length, catalogue.standards.size)
    for (const file of files) assert.match(readFileSync(`${CATALOGUE_FOLDER}/${file}`, 'utf8'), /^# .*Open Government Licence v3\.0.*ATTRIBUTION\.md/, file)
    assert.match(readFileSync(`${CATALOGUE_FOLDER}/ATTRIBUTION.md`, 'utf8'), /Contains public sector information licensed under the\s+\[Open Government Licence v3\.0\]/)
  })

  test('is the same whether it comes from the cache or from the files', async () => {
    const { rows, standards, digest, problems } = readCatalogue(CATALOGUE_FOLDER)
    assert.deepEqual(problems, [])
    assert.deepEqual(await loadCatalogue().then((again) => [again.rows, [...again.standards.values()], again.digest]), [rows, standards, digest])
  })

  test('speaks in our own words', () => {
    for (const { id, statement } of catalogue.rows) {
      assert.match(statement, /^([A-Z0-9"]|dm\+d ).*[.]$/s, `${id} is a sentence`)
      assert.doesNotMatch(statement, /stored copy/, `${id} speaks of the requirement, not of a copy`)
    }
  })

  const imported = resolve(process.env['ASSAY_SPECS'] ?? resolve(import.meta.dirname, '../../../shared/specs'), '../catalogue/requirements.json')
  test('keeps id, level, verification, basis, area and source of what it was compiled from', { skip: existsSync(imported) ? false : `left out: ${imported} is not there` }, () => {
    interface Row {
      id: string
      official: boolean
      level: string
      verification: string
      basis: string
      area: string
      source: { url: string }
    }
    const facts = ({ id, official, level, verification, basis, area, source }: Row): object => ({ id, official, level, verification, basis, area, url: source.url })
    const sorted = (rows: readonly Row[]): object[] => rows.toSorted((left, right) => (left.id < right.id ? -1 : 1)).map(facts)
    assert.deepEqual(sorted(catalogue.rows), sorted(JSON.parse(readFileSync(imported, 'utf8')) as Row[]))
  })
})

suite('a catalogue file', () => {
  test('gives its rows what its head says', async (context) => {
    const { rows, standards } = await loadCatalogue(temporaryFolder(context, { 'S1-something.yaml': GOOD }))
    assert.deepEqual(standards.get('S1'), { id: 'S1', title: 'Something' })
    assert.deepEqual(rows[0], {
      id: 'A01',
      official: true,
      standard: 'S1',
      level: 'MUST',
      title: 'First',
      statement: 'The system does it.',
      verification: 'automated-api',
      basis: 'verified-text',
      area: 'testing',
      source: { name: 'A page', url: 'https://example.org/page' },
    })
    assert.equal(rows[1]?.official, false)
    assert.equal(rows[1]?.area, 'technology')
    assert.equal(rows[1]?.note, 'Not confirmed.')
    assert.equal(rows[1]?.source.name, 'Another')
  })

  test('may be laid out anew without changing the digest; a changed word changes it', async (context) => {
    const digest = async (text: string): Promise<string> => (await loadCatalogue(temporaryFolder(context, { 'S1-something.yaml': text }))).digest
    const before = await digest(GOOD)
    assert.equal(await digest(GOOD.replace('# comment\n', '\n\n').replace('title: First', 'title:   "First"')), before)
    assert.notEqual(await digest(GOOD.replace('does it', 'did it')), before)
    assert.notEqual(await digest(GOOD.replace('level: MUST', 'level: SHOULD')), before)
  })
})

suite('a broken catalogue', () => {
  test('is told all at once, each mistake with file and line', async (context) => {
    const folder = temporaryFolder(context, {
      'S1-something.yaml': GOOD.replace('    level: MUST\n', '').replace('verification: inspection', 'verification: hope').replace('source: other', 'source: nowhere'),
      'S2-again.yaml': GOOD.replace('standard: S1', 'standard: S2').replace('TIF-A-02', 'A 03').replace('    verification: automated-api\n', '').replace('note:', 'remark:'),
      'S3-syntax.yaml': 'standard: S3\ntitle: "never closed\n',
      'misnamed.yaml': GOOD.replace('A01', 'B01').replace('TIF-A-02', 'TIF-B-02').replace('source: other', 'source: constructor'),
    })
    const problems = await problemsOf(() => loadCatalogue(folder))
    assert.deepEqual(places(problems, folder), [
      'ASSAY_CATALOGUE_INVALID misnamed.yaml:2',
      'ASSAY_CATALOGUE_INVALID misnamed.yaml:23',
      'ASSAY_CATALOGUE_DUPLICATE_ID S1-something.yaml:2',
      'ASSAY_CATALOGUE_INVALID S1-something.yaml:9',
      'ASSAY_CATALOGUE_UNVERIFIABLE S1-something.yaml:19',
      'ASSAY_CATALOGUE_INVALID S1-something.yaml:22',
      'ASSAY_CATALOGUE_UNVERIFIABLE S2-again.yaml:9',
      'ASSAY_CATALOGUE_DUPLICATE_ID S2-again.yaml:9',
      'ASSAY_CATALOGUE_INVALID S2-again.yaml:14',
      'ASSAY_CATALOGUE_INVALID S2-again.yaml:18',
      'ASSAY_CATALOGUE_INVALID S3-syntax.yaml:3',
    ])
  })

  test('says what was seen, what was expected and what to do', async (context) => {
    const folder = temporaryFolder(context, { 'S1-something.yaml': GOOD.replace('level: MUST', 'level: MAYBE') })
    const [problem] = await problemsOf(() => loadCatalogue(folder))
    assert.equal(problem?.seen, '"MAYBE"')
    assert.equal(problem?.expected, 'MUST, SHOULD, MAY')
    assert.match(problem?.what ?? '', /^Failed to read the catalogue: requirements\.0\.level/)
    assert.notEqual(problem?.remedy, '')
  })

  test('is not mistaken for an empty one', async (context) => {
    const folder = temporaryFolder(context, { 'readme.md': 'nothing here' })
    assert.deepEqual((await problemsOf(() => loadCatalogue(folder))).map(({ code }) => code), ['ASSAY_CATALOGUE_INVALID'])
    assert.deepEqual((await problemsOf(() => loadCatalogue(`${folder}/absent`))).map(({ code }) => code), ['ASSAY_CATALOGUE_INVALID'])
  })
})

test('schemas and code know the same levels, areas, verifications and bases', () => {
  const catalogue = schema('catalogue')
  assert.deepEqual(at(catalogue, 'definitions.area.enum'), AREAS)
  assert.deepEqual(at(catalogue, 'definitions.requirement.properties.level.enum'), LEVELS)
  assert.deepEqual(at(catalogue, 'definitions.requirement.properties.verification.enum'), VERIFICATIONS)
  assert.deepEqual(at(catalogue, 'definitions.requirement.properties.basis.enum'), BASES)
  const profile = schema('profile')
  assert.deepEqual(at(profile, 'properties.scope.items.properties.areas.items.enum'), AREAS)
  assert.deepEqual(at(profile, 'properties.scope.items.properties.levels.items.enum'), LEVELS)
})

function schema(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../config/schemas/${name}.schema.json`, import.meta.url), 'utf8'))
}

function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], value)
}
