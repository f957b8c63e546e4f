import { behaviour } from '../behaviour.ts'
import { Refusal, type RefusalIssue } from '../refusal.ts'
import { isADose, mayBeRepeatDispensed, needsWords } from './controlled-drugs.ts'
import type { ItemContent } from './item.ts'
import { medicineOf, type Medicine } from './medicines.ts'

/** Repeats after the first issue; EPS takes 1 to 99 issues in all. */
const MOST_REPEATS = 98

/** Whether a quantity can be written as EPS wants it: above nothing, and to two decimals at most. */
export const quantityIsExact = behaviour(
  'prescribing.quantityIsExact',
  (quantity: number): boolean => quantity > 0 && Number.isInteger(Number((quantity * 100).toFixed(6))),
)

/** Whether there is a dose: each of its steps says something. */
export const hasDose = behaviour(
  'prescribing.hasDose',
  (dosage: readonly string[]): boolean => dosage.length > 0 && dosage.every((text) => text.trim() !== ''),
)

/** The product that is meant: the one with this code, and no other. */
export const productMeant = behaviour('prescribing.productMeant', (code: string): Medicine | undefined => medicineOf(code))

/**
 * Holds an item to the rules that no prescriber can pass over, all at once, and gives its product.
 *
 * @throws Refusal `invalid` for what is missing or wrong, `rule` for what may not be prescribed so
 */
export function checkContent(content: ItemContent): Medicine {
  const medicine = productMeant(content.code)
  if (!medicine)
    throw new Refusal('invalid', [
      { field: 'code', text: 'Choose the medicine from the list: this is not a product of the dictionary (dm+d).' },
    ])
  const wrong = wrongWith(content, medicine)
  if (wrong.length > 0) throw new Refusal('invalid', wrong)
  const forbidden = forbiddenFor(content, medicine)
  if (forbidden.length > 0) throw new Refusal('rule', forbidden)
  return medicine
}

function wrongWith({ dosage, quantity, days, course, repeats }: ItemContent, medicine: Medicine): RefusalIssue[] {
  const whole = (value: number | undefined, most: number) => value !== undefined && Number.isInteger(value) && value >= 1 && value <= most
  const batches = course === 'continuous-repeat-dispensing'
  return [
    ...(hasDose(dosage) ? [] : [{ field: 'dosage', text: 'Say how much to take, and when.' }]),
    ...(quantityIsExact(quantity)
      ? []
      : [{ field: 'quantity', text: 'Give the quantity as a number above zero, with two decimals at most.' }]),
    ...(needsWords(medicine) && !Number.isInteger(quantity)
      ? [{ field: 'quantity', text: 'Give a whole number: the quantity of this controlled drug is also written in words.' }]
      : []),
    ...(days !== undefined && !whole(days, 366) ? [{ field: 'days', text: 'Give the days of supply as a whole number.' }] : []),
    ...(days === undefined && (batches || medicine.schedule !== undefined)
      ? [{ field: 'days', text: 'Say for how many days this is.' }]
      : []),
    ...(batches && !whole(repeats, MOST_REPEATS)
      ? [{ field: 'repeats', text: `Say how many times this may be dispensed again: 1 to ${MOST_REPEATS}.` }]
      : []),
  ]
}

function forbiddenFor({ dosage, course }: ItemContent, medicine: Medicine): RefusalIssue[] {
  const { schedule, term } = medicine
  return [
    ...(schedule === '1'
      ? [{ reason: 'controlled-drug', text: `${term} is a controlled drug of schedule 1 and cannot be prescribed electronically.` }]
      : []),
    ...(course === 'continuous-repeat-dispensing' && !mayBeRepeatDispensed(medicine)
      ? [
          {
            reason: 'controlled-drug',
            field: 'course',
            text: `${term} is a controlled drug of schedule ${schedule} and may not be on a repeat dispensing prescription.`,
          },
        ]
      : []),
    ...(needsWords(medicine) && dosage.some((text) => !isADose(text))
      ? [
          {
            reason: 'controlled-drug',
            field: 'dosage',
            text: `“As directed” is not a dose for ${term}, a controlled drug of schedule ${schedule}. Say how much to take, and when.`,
          },
        ]
      : []),
  ]
}
