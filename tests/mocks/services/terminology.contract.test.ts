import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { isSnomedId } from '../../../candidate/reference/allergies/snomed.ts'
import { readSpec, withoutSpecs } from '../contract.ts'

interface Vector {
  value: string
  note?: string
}

const release = JSON.parse(readFileSync(new URL('../../../mocks/services/terminology/release.json', import.meta.url), 'utf8')) as {
  refsets: Record<string, string>
  concepts: { code: string; display: string; parents: string[]; refsets?: string[] }[]
}

// The server has no published description: what can be held is what its codes are made of.
describe('terminology contract', { skip: withoutSpecs }, () => {
  const { valid, invalid } = withoutSpecs ? { valid: [], invalid: [] } : (JSON.parse(readSpec('vectors', 'snomed-verhoeff.json')) as { valid: Vector[]; invalid: Vector[] })

  it('takes every worked identifier, and none of the wrong ones', () => {
    assert.ok(valid.length > 30 && invalid.length > 2)
    assert.deepEqual(valid.filter(({ value }) => !isSnomedId(value)), [])
    assert.deepEqual(invalid.filter(({ value }) => isSnomedId(value)), [])
  })

  it('serves codes with their check digits, and medicines under the names that the examples have', () => {
    const codes = release.concepts.flatMap(({ code, parents, refsets = [] }) => [code, ...parents, ...refsets])
    assert.deepEqual(codes.filter((code) => !isSnomedId(code)), [])
    const { items } = JSON.parse(readSpec('vectors', 'dmd-examples.json')) as { items: { code: string; display: string }[] }
    const served = new Map(release.concepts.map(({ code, display }) => [code, display]))
    assert.deepEqual(items.filter(({ code, display }) => served.has(code) && served.get(code) !== display), [])
    assert.ok(items.filter(({ code }) => served.has(code)).length >= 6)
  })

  it('knows the reference sets of dm+d by their published ids', () => {
    const { refsets } = JSON.parse(readSpec('codes', 'snomed.json')) as { refsets: Record<string, string> }
    assert.deepEqual(release.refsets, { [refsets['dmdVmp']!]: 'VMP', [refsets['dmdAmp']!]: 'AMP' })
  })
})

describe('terminology release', () => {
  it('has every parent and every reference set that it names, and one root', () => {
    const known = new Set(release.concepts.map(({ code }) => code))
    assert.deepEqual(release.concepts.flatMap(({ parents }) => parents.filter((code) => !known.has(code))), [])
    assert.deepEqual(release.concepts.flatMap(({ refsets = [] }) => refsets.filter((id) => !(id in release.refsets))), [])
    assert.deepEqual(release.concepts.filter(({ parents }) => parents.length === 0).map(({ code }) => code), ['138875005'])
    assert.equal(known.size, release.concepts.length)
  })
})
