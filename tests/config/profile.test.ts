import assert from 'node:assert/strict'
import test, { suite, type TestContext } from 'node:test'
import { loadCatalogue } from '../../config/catalogue.ts'
import { loadProfile, selectScenarios } from '../../config/profile.ts'
import type { TaggedScenario } from '../../config/tagged-scenario.ts'
import { places, problemsOf } from './problems.ts'
import { temporaryFolder } from './temporary-folder.ts'

const catalogue = await loadCatalogue()

const write = (context: TestContext, scope: string, tags = ''): string =>
  `${temporaryFolder(context, { 'mine.yaml': `name: mine\ntitle: Mine\ndescription: For the test.\n${tags}scope:\n${scope}` })}/mine.yaml`

const scenario = (name: string, ...tags: string[]): TaggedScenario => ({
  feature: 'F',
  name,
  file: 'f.feature',
  line: 1,
  tags: tags.map((tag) => ({ name: tag, line: 1 })),
  requirements: [],
  runs: [1],
})

suite('the profiles that ship', () => {
  test('tif-core answers for the six core capabilities, and for no option, retired standard or route for existing suppliers', () => {
    const { requirements } = loadProfile('tif-core', catalogue)
    for (const capability of ['C5', 'C11', 'C12', 'C13', 'C14', 'C15']) {
      const own = catalogue.rows.filter(({ standard, level, area }) => standard === capability && level === 'MUST' && area === 'capabilities')
      assert.ok(own.length > 0)
      for (const row of own) assert.ok(requirements.includes(row), `${row.id} is in scope`)
    }
    for (const service of ['AA01', 'NL01', 'PDS02', 'EPSP01', 'ERS01', 'GPCPFAR01', 'TIF-DS-04', 'TIF-IG-AUD-01', 'TIF-IG-RBAC-01']) {
      assert.ok(requirements.some(({ id }) => id === service), `${service} is in scope`)
    }
    assert.deepEqual(requirements.filter(({ level }) => level === 'MAY'), [])
    assert.deepEqual(requirements.filter(({ standard }) => catalogue.standards.get(standard)?.note?.startsWith('Retired')), [])
    assert.deepEqual(requirements.filter(({ title }) => /\(existing/.test(title)), [])
  })

  test('full answers for everything and runs everything', () => {
    const { requirements, tags } = loadProfile('full', catalogue)
    assert.deepEqual(requirements, catalogue.rows)
    assert.equal(selectScenarios(tags, [scenario('any', '@req:E00163'), scenario('none')]).length, 2)
  })
})

suite('a profile', () => {
  test('selects by all conditions of an entry, and by any of its entries', (context) => {
    const file = write(context, '  - standards: [S56, S35]\n    levels: [MUST]\n    except: [PDS01, ERS02]\n  - requirements: [TIF-DS-04]\n')
    const { requirements } = loadProfile(file, catalogue)
    assert.deepEqual(new Set(requirements.map(({ standard }) => standard)), new Set(['S27', 'S35', 'S56']))
    assert.equal(requirements.length, catalogue.rows.filter(({ standard }) => standard === 'S56' || standard === 'S35').length - 2 + 1)
  })

  test('runs every scenario of a requirement in scope, whatever its own tags say', (context) => {
    const { tags } = loadProfile(write(context, '  - requirements: [TIF-PDS-01, TIF-PDS-04]\n', 'tags: "@service:ods and not @serial"\n'), catalogue)
    const selected = selectScenarios(tags, [
      scenario('in scope', '@req:TIF-PDS-04', '@serial'),
      scenario('by tag', '@req:E00163', '@service:ods'),
      scenario('by tag, but serial', '@req:E00163', '@service:ods', '@serial'),
      scenario('neither', '@req:E00163', '@service:pds'),
    ])
    assert.deepEqual(selected.map(({ name }) => name), ['in scope', 'by tag'])
  })

  test('leaves out what needs a national service that it does not name', async (context) => {
    const inUse = ['ods', 'pds', 'scr']
    const profile = (services: string) => write(context, '  - requirements: [TIF-PDS-01]\n', `services: ${services}\ntags: "@capability:C13"\n`)
    const { tags } = loadProfile(profile('[pds]'), catalogue, inUse)
    const selected = selectScenarios(tags, [
      scenario('in scope', '@req:TIF-PDS-01', '@service:pds'),
      scenario('in scope, with another service', '@req:TIF-PDS-01', '@service:pds', '@service:scr'),
      scenario('by tag', '@req:E00163', '@capability:C13'),
      scenario('by tag, with another service', '@req:E00163', '@capability:C13', '@service:ods'),
    ])
    assert.deepEqual(selected.map(({ name }) => name), ['in scope', 'by tag'])
    const [problem] = await problemsOf(() => loadProfile(profile('[pds, spd]'), catalogue, inUse))
    assert.match(problem?.what ?? '', /no scenario needs a service spd/)
  })

  test('with mistakes is told all of them with file and line', async (context) => {
    const scope = `  - standards: [S56, S999]
    except: [NOPE]
  - standards: [S35]
    except: [TIF-PDS-01]
  - standards: [S54]
    levels: [MAY]
`
    const file = write(context, scope, 'tags: "@a and ("\n').replace('mine.yaml', '')
    const problems = await problemsOf(() => loadProfile(`${file}mine.yaml`, catalogue))
    assert.deepEqual(places(problems, file), [
      'ASSAY_PROFILE_INVALID mine.yaml:4',
      'ASSAY_PROFILE_INVALID mine.yaml:6',
      'ASSAY_PROFILE_INVALID mine.yaml:7',
      'ASSAY_PROFILE_INVALID mine.yaml:9',
      'ASSAY_PROFILE_INVALID mine.yaml:10',
    ])
    const schema = await problemsOf(() => loadProfile(write(context, '  - level: [MUST]\n  - levels: [must]\n'), catalogue))
    assert.deepEqual(schema.map(({ place }) => place.split(':').at(-1)), ['5', '6'])
  })

  test('that does not exist is answered with those that do', async () => {
    for (const name of ['tif', './tif.yaml', '../profiles/tif-core']) {
      const [problem] = await problemsOf(() => loadProfile(name, catalogue))
      assert.equal(problem?.code, 'ASSAY_PROFILE_UNKNOWN')
      assert.match(problem?.expected ?? '', /full, tif-core/)
    }
  })
})
