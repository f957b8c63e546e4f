import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { Ajv } from 'ajv'
import { componentsOf } from '../../reports/pack/components.ts'
import { describeEnvironment } from '../../reports/pack/environment.ts'
import { openPack } from '../../reports/pack/open.ts'
import { sealPack } from '../../reports/pack/seal.ts'
import { createPack } from '../../reports/pack/write.ts'
import { CANDIDATE, newKey, sealedPack, steadyClock, temporaryFolder } from './fixture.ts'
import { HOSTILE, render } from './hostile.ts'

const strict = (properties: object, required: string[]): object => ({ type: 'object', additionalProperties: false, properties, required })
const list = (items: object): object => ({ type: 'array', uniqueItems: true, items })
const text = { type: 'string', minLength: 1 }
const component = strict(
  {
    type: { enum: ['application', 'library', 'platform'] }, 'bom-ref': text, group: text, name: text, version: text,
    purl: { type: 'string', pattern: '^pkg:npm/(%40[\\w.%-]+/)?[\\w.~!*\'()%-]+@[\\w.~!*\'()%-]+$' },
    hashes: list(strict({ alg: { const: 'SHA-512' }, content: { type: 'string', pattern: '^[a-f0-9]{128}$' } }, ['alg', 'content'])),
    licenses: { type: 'array', maxItems: 1, items: { oneOf: [strict({ expression: text }, ['expression']), strict({ license: strict({ name: text }, ['name']) }, ['license'])] } },
  },
  ['type', 'name'],
)
/** The part of CycloneDX 1.6 (cyclonedx.org/docs/1.6/json) that we use: no dependency brings its schema. */
const schema = strict(
  {
    $schema: { const: 'http://cyclonedx.org/schema/bom-1.6.schema.json' }, bomFormat: { const: 'CycloneDX' }, specVersion: { const: '1.6' }, version: { const: 1 },
    serialNumber: { type: 'string', pattern: '^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' },
    metadata: strict({ timestamp: text, component, properties: { type: 'array', items: strict({ name: text, value: text }, ['name']) } }, []),
    components: list(component),
    dependencies: list(strict({ ref: text, dependsOn: list(text) }, ['ref'])),
    compositions: list(strict({ aggregate: { enum: ['complete', 'incomplete', 'unknown'] }, assemblies: list(text), dependencies: list(text) }, ['aggregate'])),
  },
  ['bomFormat', 'specVersion'],
)
interface Bom {
  metadata: { component: { 'bom-ref': string; version: string } }
  components: { 'bom-ref': string; name: string; version: string; purl?: string; hashes?: object[]; licenses?: object[] }[]
  dependencies: { ref: string; dependsOn: string[] }[]
  compositions: { aggregate: string }[]
}
const ajv = new Ajv({ allErrors: true })
const validate = ajv.compile<Bom>(schema)

async function bomOf(dir: string, environment: object): Promise<Bom> {
  const pack = createPack(dir, { runId: 'r', seed: 1, profile: 'p', candidate: CANDIDATE, catalogue: 'c'.repeat(64), environment }, steadyClock())
  pack.append({ type: 'run-finished', ended: 'completed' })
  pack.close()
  sealPack(dir, newKey())
  const document = JSON.parse(readFileSync(await render(openPack(dir), 'sbom', join(dir, 'report')), 'utf8')) as unknown
  if (!validate(document)) assert.fail(ajv.errorsText(validate.errors))
  const refs = [document.metadata.component, ...document.components].map((part) => part['bom-ref'])
  assert.equal(new Set(refs).size, refs.length, 'every reference is unique')
  for (const { ref, dependsOn } of document.dependencies) for (const name of [ref, ...dependsOn]) assert.ok(refs.includes(name), name)
  return document
}

describe('sbom', () => {
  it('lists what this harness runs on, from the pack alone', async (t) => {
    const environment = describeEnvironment({ seed: 1, profile: 'p', catalogue: 'c'.repeat(64), candidate: CANDIDATE, configuration: {} })
    const bom = await bomOf(join(temporaryFolder(t), 'pack'), environment)
    const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: { '': { dependencies: Record<string, string> } } }
    const direct = bom.dependencies.find(({ ref }) => ref === bom.metadata.component['bom-ref'])?.dependsOn
    assert.deepEqual(direct, Object.entries(lock.packages[''].dependencies).map(([name, version]) => `${name}@${version}`).sort())
    const cucumber = bom.components.find((part) => part['bom-ref'].startsWith('@cucumber/cucumber@')) ?? assert.fail()
    assert.match(cucumber.purl ?? '', /^pkg:npm\/%40cucumber\/cucumber@\d/)
    assert.deepEqual([cucumber.hashes?.length, cucumber.licenses], [1, [{ expression: 'MIT' }]])
    assert.ok(!bom.components.some(({ name }) => name === 'oxlint' || name === 'dependency-cruiser'), 'what is for development only is left out')
    assert.ok(bom.components.some(({ name, version }) => name === 'Node.js' && version === process.versions.node))
    assert.equal(bom.compositions[0]?.aggregate, 'complete')
  })

  it('finds the version of a package that another gets, and leaves out what is not installed', () => {
    const lock = {
      packages: {
        '': { name: 'h', version: '1.0.0', dependencies: { a: '1', b: '1' }, devDependencies: { d: '1' } },
        'node_modules/a': { version: '1.0.0', dependencies: { b: '2' } },
        'node_modules/a/node_modules/b': { version: '2.0.0', dependencies: { c: '1' } },
        'node_modules/b': { version: '1.0.0', optionalDependencies: { 'b-win32': '1' } },
        'node_modules/b-win32': { version: '1.0.0' },
        'node_modules/c': { version: '1.0.0' },
        'node_modules/d': { version: '1.0.0', dev: true },
      },
    }
    const parts = componentsOf(lock, (path) => !path.endsWith('win32'))
    assert.deepEqual(parts.map(({ name, version, needs = [] }) => [`${name}@${version}`, ...needs]), [['h@1.0.0', 'a@1.0.0', 'b@1.0.0'], ['a@1.0.0', 'b@2.0.0'], ['b@1.0.0'], ['b@2.0.0', 'c@1.0.0'], ['c@1.0.0']])
  })

  it('says so when the pack does not know, or holds what is no component', async (t) => {
    const root = temporaryFolder(t)
    assert.equal((await bomOf(join(root, 'a'), {})).compositions[0]?.aggregate, 'unknown')
    const hostile = [
      { name: HOSTILE, version: HOSTILE, license: HOSTILE, integrity: HOSTILE, needs: [HOSTILE, 7] },
      { name: '@x/../y', version: '\ud800', license: 'MIT', needs: ['gone@1'] },
      { name: 'z', version: '1' }, { name: 'z', version: '1' }, { name: 'w' }, null, 'text', [], { name: 'x'.repeat(10_000), version: '1' },
    ]
    const bom = await bomOf(join(root, 'b'), { node: { a: 1 }, components: hostile })
    assert.deepEqual([bom.components.length, bom.compositions[0]?.aggregate], [2, 'incomplete'])
    assert.ok(!JSON.stringify(bom.components).includes('\u202e'))
    assert.equal((await bomOf(join(root, 'c'), { components: 'all' })).components.length, 0)
  })

  it('is the same to the byte when it is rendered again', async (t) => {
    const root = temporaryFolder(t)
    sealedPack(join(root, 'pack'))
    const [once, again] = [await render(openPack(join(root, 'pack')), 'sbom', join(root, 'a')), await render(openPack(join(root, 'pack')), 'sbom', join(root, 'b'))]
    assert.ok(readFileSync(once).equals(readFileSync(again)))
  })
})
