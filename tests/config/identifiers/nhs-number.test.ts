import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { format, generate, isValid } from '../../../config/identifiers/nhs-number.ts'
import { createRandom } from '../../../mocks/kit/random.ts'

describe('NHS number', () => {
  it('takes ten digits with the right check digit', () => {
    for (const value of ['9434765919', '9990548609', '9690937278', '9690938681', '9476718943', '9999999999', '4010232137']) assert.equal(isValid(value), true, value)
  })

  it('refuses a wrong check digit, another length, letters, spaces, and a number that has none', () => {
    for (const value of ['1234567891', '9434765918', '943476591', '94347659191', '943476591A', '9990000000', '999 054 8609', '']) assert.equal(isValid(value), false, value)
  })

  it('is shown 3-3-4', () => {
    assert.equal(format('9990548609'), '999 054 8609')
  })

  it('is made in the test range, valid, and the same again for the same seed', () => {
    const [one, other] = [createRandom(7), createRandom(7)]
    for (let i = 0; i < 200; i++) {
      const value = generate(one)
      assert.ok(isValid(value) && value.startsWith('999'), value)
      assert.equal(generate(other), value)
    }
  })
})
