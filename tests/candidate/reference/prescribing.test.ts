import assert from 'node:assert/strict'
import { test } from 'node:test'
import { quantityIsExact } from '../../../candidate/reference/prescribing/check-content.ts'
import { isADose, isLongSupply, mayBeRepeatDispensed, needsWords, validUntil } from '../../../candidate/reference/prescribing/controlled-drugs.ts'
import type { Course, Item } from '../../../candidate/reference/prescribing/item.ts'
import { findMedicines, medicineOf, type Medicine } from '../../../candidate/reference/prescribing/medicines.ts'
import type { Order, OrderLine } from '../../../candidate/reference/prescribing/order.ts'
import { orderMessage } from '../../../candidate/reference/prescribing/order-message.ts'
import { checkCharacter, newPrescriptionId } from '../../../candidate/reference/prescribing/prescription-id.ts'
import { signedInfoOf } from '../../../candidate/reference/prescribing/signed-content.ts'
import { dangersOf, doubles, isAllergicTo } from '../../../candidate/reference/prescribing/warnings.ts'
import { inWords } from '../../../candidate/reference/prescribing/words.ts'
import { isSnomedId } from '../../../candidate/reference/allergies/snomed.ts'
import { parentPrescription } from '../../../mocks/services/eps/hl7/parent-prescription.ts'
import { fragmentsToBeHashed, signedInfo } from '../../../mocks/services/eps/hl7/signed-info.ts'
import { readMessage } from '../../../mocks/services/eps/read-message.ts'
import { numberInWords } from '../../../mocks/services/eps/words.ts'

const MORPHINE = '36126511000001106'
const PREGABALIN = '415165003'
const DIAZEPAM = '321196004'
const CO_CODAMOL = '322341003'
const AMOXICILLIN = '39732311000001104'

function medicine(code: string): Medicine {
  const found = medicineOf(code)
  assert.ok(found, `the dictionary has ${code}`)
  return found
}

test('the dictionary has real codes only, and a unit for every product', () => {
  for (const { code, term, unit, ingredients } of findMedicines('')) {
    assert.ok(isSnomedId(code), term)
    assert.ok(isSnomedId(unit.code), `unit of ${term}`)
    for (const substance of Object.keys(ingredients)) assert.ok(isSnomedId(substance), `${substance} in ${term}`)
  }
})

test('quantities in words say what the figures say', () => {
  assert.equal(inWords(56), 'fifty-six')
  assert.equal(inWords(112), 'one hundred and twelve')
  assert.equal(inWords(1000), 'one thousand')
  for (const number of [1, 7, 14, 20, 28, 56, 84, 100, 101, 112, 168, 224, 999, 1000, 1015, 12_345]) assert.equal(numberInWords(inWords(number)), number)
  assert.throws(() => inWords(2.5), RangeError)
})

test('prescription ids end in the published check character', () => {
  for (const [characters, check] of Object.entries({ '24F5DAA830087EFE6': 'Z', '4243A0A999684E149': '+', ABCDEF0FA56512345: 'P', FFFFFFY90001FFFFF: '3' })) {
    assert.equal(checkCharacter(characters), check)
  }
  const id = newPrescriptionId('FA565')
  assert.match(id, /^[0-9A-F]{6}-0FA565-[0-9A-F]{5}[0-9A-Z+]$/)
  assert.notEqual(newPrescriptionId('FA565'), id)
})

test('"as directed" is no dose, however it is dressed', () => {
  for (const text of ['as directed', 'As directed.', 'Take as directed', 'to be used as directed', 'Use as directed by your doctor']) assert.equal(isADose(text), false, text)
  for (const text of ['1 tablet twice a day', '2 puffs as directed, at most 8 a day']) assert.equal(isADose(text), true, text)
})

test('what each schedule brings with it', () => {
  const rules = ([MORPHINE, PREGABALIN, DIAZEPAM, CO_CODAMOL, AMOXICILLIN] as const).map((code) => {
    const each = medicine(code)
    return [needsWords(each), mayBeRepeatDispensed(each), isLongSupply(each, 31), isLongSupply(each, 30), validUntil('2026-01-15', [each], 'acute')]
  })
  assert.deepEqual(rules, [
    [true, false, true, false, '2026-02-12'],
    [true, false, true, false, '2026-02-12'],
    [false, true, true, false, '2026-02-12'],
    [false, true, false, false, '2026-07-15'],
    [false, true, false, false, '2026-07-15'],
  ])
  assert.equal(validUntil('2026-01-15', [medicine(AMOXICILLIN)], 'continuous-repeat-dispensing'), '2027-01-15')
})

test('quantities have two decimals at most', () => {
  for (const quantity of [1, 28, 0.5, 12.25, 0.1, 1.1]) assert.equal(quantityIsExact(quantity), true, String(quantity))
  for (const quantity of [0, -1, 10.125, Number.NaN]) assert.equal(quantityIsExact(quantity), false, String(quantity))
})

test('an allergy is to a product, a substance or a class', () => {
  const allergicTo = (code: string) => isAllergicTo({ id: 1, patientId: '1', code, term: '', status: 'active', recordedAt: '', recorder: { id: '', name: '' } }, medicine(AMOXICILLIN))
  assert.deepEqual([AMOXICILLIN, '372687004', '764146007', '373270004', '387517004'].map(allergicTo), [true, true, true, true, false])
})

test('two medicines double each other by substance or by class, and are dangerous by class', () => {
  const pair = (one: string, other: string) => [doubles(medicine(one), medicine(other)), dangersOf(medicine(one), [item(other)]).length > 0]
  assert.deepEqual(pair('322236009', CO_CODAMOL), [true, false])
  assert.deepEqual(pair(DIAZEPAM, '321249002'), [true, false])
  assert.deepEqual(pair(MORPHINE, DIAZEPAM), [false, true])
  assert.deepEqual(pair(PREGABALIN, MORPHINE), [false, true])
  assert.deepEqual(pair(AMOXICILLIN, MORPHINE), [false, false])
})

const item = (code: string, more: Partial<Item> = {}): Item => ({
  id: '1',
  patientId: '1',
  version: 1,
  status: 'draft',
  code,
  medicine: medicine(code),
  dosage: ['1 twice a day'],
  quantity: 28,
  days: 14,
  course: 'acute',
  acknowledgements: [],
  draftedBy: { id: '555254239107', name: 'Ada Nwosu' },
  draftedAt: '2026-01-15T09:00:00.000Z',
  ...more,
})

const line = (code: string, lineId: string, more: Partial<OrderLine> = {}): OrderLine => ({ lineId, item: item(code), dosage: ['1 twice a day'], ...more })

const order = (course: Course, lines: OrderLine[], more: Partial<Order> = {}): Order => ({
  messageId: '0b6a2bfa-6d5b-4d0c-9c6e-1d1f7d4c0a11',
  longId: '20ba5fb5-cb58-462c-923e-22d180b09356',
  shortId: '24F5DA-A83008-7EFE6Z',
  authoredOn: '2026-01-15T09:00:00.000Z',
  course,
  type: { code: '0101', display: 'Primary Care Prescriber - Medical Prescriber' },
  validFrom: '2026-01-15',
  validUntil: '2026-07-15',
  days: 28,
  patient: {
    nhsNumber: '9990000018',
    name: { prefix: ['Mrs'], given: ['Joan', 'Ngozi'], family: 'O’Neill & "Okafor"' },
    gender: 'female',
    birthDate: '1952-03-07',
    address: { line: ['Flat <2>', '12 Beech Grove & Sons'], postalCode: 'HG1 4QQ' },
    practice: 'A83008',
  },
  prescriber: {
    userId: '555254239107',
    role: { id: '555254240100', code: 'S8000:G8000:R8000', name: 'Clinical Practitioner Access Role' },
    numbers: [{ system: 'https://fhir.hl7.org.uk/Id/gmc-number', value: '7012345' }],
    name: { prefix: ['Dr'], given: ['Ada'], family: 'Nwosu' },
  },
  practice: {
    odsCode: 'A83008',
    name: 'Smith & Partners',
    telephone: '0113 496 0001',
    address: { line: ['1 High Street'], postalCode: 'LS1 6AE' },
    commissioner: { odsCode: 'QZZ', name: 'NHS North Vale' },
  },
  lines,
  ...more,
})

const AT = new Date('2026-01-15T09:00:00Z')
const [FIRST, SECOND] = ['a54219b8-f741-4c47-b662-e4f8dfa49ab6', '6989b7bd-8db6-428c-a593-4022e3044c00']

const ORDERS: Record<string, Order> = {
  'an acute prescription, with characters that XML escapes': order('acute', [line(AMOXICILLIN, FIRST, { dosage: ['1 capsule if temp > 38 & pain < 3'] })]),
  'a controlled drug with its quantity in words': order('acute', [line(MORPHINE, FIRST, { words: 'twenty-eight' })], { pharmacy: 'FZ901' }),
  'several items and a dose in steps': order('acute', [line(AMOXICILLIN, FIRST, { dosage: ['2 in the morning', '1 in the morning'] }), line(DIAZEPAM, SECOND)]),
  'an issue of a repeat': order('continuous', [line(AMOXICILLIN, FIRST)]),
  'repeat dispensing': order('continuous-repeat-dispensing', [line(DIAZEPAM, FIRST)], { repeats: 5, pharmacy: 'FZ901' }),
}

for (const [what, each] of Object.entries(ORDERS)) {
  test(`what is signed is what EPS prepares: ${what}`, () => {
    const bundle = readMessage(JSON.stringify(orderMessage(each)))
    assert.equal(signedInfoOf(each, AT), signedInfo(fragmentsToBeHashed(parentPrescription(bundle, AT.getTime()).signed), 'sha256'))
  })
}

test('what is signed is what EPS prepares: a patient whose address PDS does not give', () => {
  const { address: _address, ...patient } = order('acute', []).patient
  const each = order('acute', [line(AMOXICILLIN, FIRST)], { patient })
  const bundle = readMessage(JSON.stringify(orderMessage(each)))
  assert.equal(signedInfoOf(each, AT), signedInfo(fragmentsToBeHashed(parentPrescription(bundle, AT.getTime()).signed), 'sha256'))
})
