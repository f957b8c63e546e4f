import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRandom } from '../../../mocks/kit/random.ts'
import { checkCharacter, isValid, isWellFormed, make, organisationOf } from '../../../config/identifiers/prescription-id.ts'

test('published prescription ids are valid', () => {
  for (const id of ['24F5DA-A83008-7EFE6Z', '003D4D-A99968-4C5AAJ', '83C40E-A23856-00123W', '4243A0-A99968-4E149+', '507FE8-A83008-4A859+'])
    assert.ok(isValid(id), id)
})

test('a changed character, a missing hyphen and a missing check character make an id invalid', () => {
  for (const id of [
    'DCC5EA-A83008-10CC1F',
    '24F5DA-A83008-7EFE6A',
    '24F5DA-A83009-7EFE6Z',
    '24F5DAA830087EFE6Z',
    '24F5DA-A83008-7EFE6',
    '24f5da-A83008-7EFE6Z',
    '',
  ]) {
    assert.ok(!isValid(id), id)
  }
})

test('a wrong check character is told from a wrong shape', () => {
  assert.ok(isWellFormed('24F5DA-A83008-7EFE6A'))
  assert.ok(!isWellFormed('24F5DAA830087EFE6A'))
})

test('check characters of known bodies', () => {
  assert.equal(checkCharacter('000000-A83008-00000'), 'S')
  assert.equal(checkCharacter('ABCDEF-0FA565-12345'), 'P')
  assert.equal(checkCharacter('FFFFFF-Y90001-FFFFF'), '3')
  assert.equal(checkCharacter('DCC5EA-A83008-10CC1'), 'I')
})

test('made ids are valid, carry the padded ODS code and differ', () => {
  const random = createRandom(7)
  const ids = Array.from({ length: 200 }, () => make('FA565', random))
  for (const id of ids) {
    assert.ok(isValid(id), id)
    assert.equal(id.slice(7, 13), '0FA565')
    assert.equal(organisationOf(id), 'FA565')
  }
  assert.equal(new Set(ids).size, ids.length)
})
