import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, it } from 'node:test'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { format } from '../../reports/formats/oscal.ts'
import { stableUuid } from '../../reports/formats/stable-uuid.ts'
import { openPack } from '../../reports/pack/open.ts'
import type { Pack } from '../../reports/pack/open.ts'
import { REQUIREMENTS, sealedPack, temporaryFolder } from './fixture.ts'
import { HOSTILE, hostilePack, render } from './hostile.ts'
import { SECRETS, decisionOnPeople } from './people.ts'

const SCHEMA = resolve(process.env['ASSAY_SPECS'] ?? resolve(import.meta.dirname, '../../../shared/specs'), 'oscal/assessment-results.schema.json')
const skip = existsSync(SCHEMA) ? false : `the published OSCAL schema is not at ${SCHEMA}; set ASSAY_SPECS`

interface Observation {
  uuid: string
  title: string
  description: string
  props: { name: string; value: string }[]
  origins: { actors: { type: string; 'actor-uuid': string; 'role-id'?: string }[] }[]
  collected: string
  expires?: string
}

interface Result {
  observations?: Observation[]
  findings?: { uuid: string; props: { name: string; value: string }[]; target: { 'target-id': string; status: { state: string; reason: string; remarks: string } }; 'related-observations'?: { 'observation-uuid': string }[] }[]
  remarks?: string
}

const resultOf = async (pack: Pack, out: string): Promise<Result> =>
  (JSON.parse(readFileSync(await render(pack, 'oscal', out), 'utf8')) as { 'assessment-results': { results: [Result] } })['assessment-results'].results[0]

const packIn = (dir: string, ...more: [Parameters<typeof sealedPack>[1]?, Parameters<typeof sealedPack>[2]?]): Pack => {
  sealedPack(dir, ...more)
  return openPack(dir)
}

describe('oscal', () => {
  it('says of each requirement whether it is satisfied and by which scenarios, and never so of one that nothing has shown', async (t) => {
    const root = temporaryFolder(t)
    const { findings = [], observations = [] } = await resultOf(packIn(join(root, 'pack')), root)
    assert.deepEqual(findings.map(({ target: { 'target-id': id, status } }) => [id, status.state, status.reason]), [
      ['TIF-PDS-01', 'not-satisfied', 'fail'],
      ['TIF-PDS-04', 'satisfied', 'pass'],
      ['C13E1', 'satisfied', 'pass'],
      ['C13E2', 'not-satisfied', 'other'],
      ['SAF-07', 'not-satisfied', 'other'],
    ])
    const known = new Set(observations.map(({ uuid }) => uuid))
    assert.equal(known.size, 5)
    assert.deepEqual(findings.map((finding) => finding['related-observations']?.length ?? 0), [2, 1, 1, 1, 0])
    assert.ok(findings.every((finding) => (finding['related-observations'] ?? []).every((related) => known.has(related['observation-uuid']))))
    assert.ok(observations.some(({ description }) => description.includes('expected 3 Harbour View, LS2 9JT; seen 14 Alder Close, LS1 6AE')))
  })

  it('finds nothing satisfied in a pack that is incomplete', async (t) => {
    const root = temporaryFolder(t)
    const { findings = [], remarks } = await resultOf(packIn(join(root, 'pack'), undefined, { ended: false }), root)
    assert.ok(findings.length > 0 && findings.every(({ target }) => target.status.state === 'not-satisfied'))
    assert.match(remarks ?? '', /the run is incomplete/)
  })

  it('is the same to the byte when it is rendered again, elsewhere and later', async (t) => {
    const root = temporaryFolder(t)
    const pack = packIn(join(root, 'pack'))
    const [once, again] = await Promise.all([join(root, 'a'), join(root, 'b')].map(async (out) => readFileSync((await format.render(pack, out, {})).entry, 'utf8')))
    assert.equal(once, again)
    assert.match(stableUuid('a', 1), /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    assert.notEqual(stableUuid('a', 'b'), stableUuid('ab'))
  })

  it("names whose word a requirement rests on: a party in its role, as the origin of an observation", async (t) => {
    const root = temporaryFolder(t)
    const pack = packIn(join(root, 'pack'))
    const { metadata, results: [{ observations = [], findings = [] }] } = (JSON.parse(readFileSync(await render(pack, 'oscal', root, decisionOnPeople(pack)), 'utf8')) as { 'assessment-results': { metadata: { roles: { id: string; title: string }[]; parties: { uuid: string; name: string }[]; 'responsible-parties': { 'role-id': string; 'party-uuids': string[] }[] }; results: [Result] } })['assessment-results']
    const nameOf = new Map(metadata.parties.map(({ uuid, name }) => [uuid, name]))
    const said = observations.filter(({ origins }) => origins[0]?.actors[0]?.type === 'party')
    assert.deepEqual(said.map(({ title, origins: [origin], collected, expires }) => [title, nameOf.get(origin?.actors[0]?.['actor-uuid'] ?? ''), origin?.actors[0]?.['role-id'], collected.slice(0, 10), expires?.slice(0, 10)]), [
      ['Attestation of SAF-07', 'A. Reviewer', 'clinical-safety-officer', '2026-01-01', '2026-12-31'],
      ['Attestation of SAF-07', 'C. Seller', 'sales', '2026-01-01', '2026-12-31'],
      ['Waiver of C13E2', 'Head of product', undefined, '2025-03-03', '2026-09-30'],
      ['Waiver of TIF-PDS-01', 'B. Director', 'programme-director', '2026-01-01', '2026-12-31'],
    ])
    assert.match(said[3]?.description ?? '', /mends it in June[^]*Risk accepted: An address may be overwritten/)
    assert.deepEqual(metadata.roles.map(({ id, title }) => [id, title]), [['clinical-safety-officer', 'Clinical safety officer'], ['sales', 'Sales'], ['programme-director', 'Programme director']])
    assert.deepEqual(metadata['responsible-parties'].map((responsible) => responsible['party-uuids'].map((uuid) => nameOf.get(uuid))), [['A. Reviewer'], ['C. Seller'], ['B. Director']])
    const safety = findings.find(({ target }) => target['target-id'] === 'SAF-07')
    assert.deepEqual([safety?.target.status.state, safety?.['related-observations']?.map((related) => related['observation-uuid'])], ['satisfied', said.slice(0, 2).map(({ uuid }) => uuid)])
    assert.equal(new Set(observations.map(({ uuid }) => uuid)).size, observations.length)
  })

  it('holds nothing hostile as markup', async (t) => {
    const root = temporaryFolder(t)
    const { observations = [] } = await resultOf(hostilePack(join(root, 'pack')), root)
    for (const { title, description } of observations) for (const text of [title, description]) assert.ok(!/<[a-z!/]/i.test(text) && !/(?<!\\)\]\(/.test(text) && !text.includes('\u202e'), text)
  })

  it('meets the published schema, whatever is in the pack', { skip }, async (t) => {
    const root = temporaryFolder(t)
    const ajv = new Ajv({ strict: false, allErrors: true })
    addFormats.default(ajv)
    const validate = ajv.compile(JSON.parse(readFileSync(SCHEMA, 'utf8')) as object)
    const [first = assert.fail()] = REQUIREMENTS
    const plan = { name: `=\u0000\ud800${'x'.repeat(100_000)}`, requirements: ['  '], outcome: 'failed' as const, reason: '\n' }
    const packs = [
      packIn(join(root, 'plain')),
      packIn(join(root, 'killed'), undefined, { ended: false }),
      packIn(join(root, 'empty'), [], { requirements: [] }),
      packIn(join(root, 'odd'), [plan], { requirements: [{ ...first, id: '  ', title: '\n', statement: '' }] }),
      hostilePack(join(root, 'hostile')),
    ]
    for (const [i, pack] of packs.entries()) {
      assert.ok(validate(JSON.parse(readFileSync(await render(pack, 'oscal', join(root, String(i))), 'utf8'))), `${pack.dir}: ${ajv.errorsText(validate.errors?.slice(0, 5))}`)
    }
    const [plain = assert.fail()] = packs
    for (const more of ['', `${HOSTILE} ${SECRETS.join(' ')}`, ' \u0000\ud800']) {
      const text = readFileSync(await render(plain, 'oscal', join(root, 'people'), decisionOnPeople(plain, more)), 'utf8')
      assert.ok(validate(JSON.parse(text)), ajv.errorsText(validate.errors?.slice(0, 5)))
      for (const secret of SECRETS) assert.ok(!text.includes(secret), secret)
    }
    assert.equal(validate({ 'assessment-results': { uuid: HOSTILE } }), false)
  })
})
