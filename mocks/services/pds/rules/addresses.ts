import codes from '../codes.json' with { type: 'json' }
import { daysBetween } from '../dates.ts'
import type { ListChanges } from '../patch/changes.ts'
import type { Address } from '../patient.ts'
import { forbid, invalidate, invalidValue, missingValue, unsupportedValue, type BusinessRule } from './context.ts'

const SECTION = 'Address'

/** Longest periods in days: a temporary address and one for correspondence. */
const LONGEST: Record<string, number> = { temp: 90, billing: 366 }

/** The words PDS has for too few address lines, in an update and in a creation. */
export const TOO_FEW_LINES = 'address lines 1 and 4 or 2 and 4 must be completed as a minimum'

/** One address of each use; temporary and correspondence addresses have an end; enough lines. */
export const addresses: BusinessRule = ({ changes }) => {
  const { added, replaced, after } = changes.address as unknown as ListChanges<Address>
  for (const { item, index } of added) {
    if (after.filter(({ use }) => use === item.use).length > 1) forbid(`multiple ${item.use} addresses cannot be added`, SECTION, 'second-address-of-use', `/address/${index}`)
  }
  for (const { before, item, index } of replaced) {
    if (before.use !== item.use) forbid(`not permitted to change address use from '${before.use}' to '${item.use}'`, SECTION, 'address-use-changed', `/address/${index}/use`)
  }
  for (const { item, index } of [...added, ...replaced]) {
    const field = `address/${index}`
    if (item.use === 'work') unsupportedValue('work', `${field}/use`, SECTION, 'work-address')
    checkPeriod(item, field)
    if (item.use === 'temp') {
      if (item.text === undefined) missingValue(`${field}/text`, SECTION, 'temporary-address-without-text')
      if (!codes.temporaryAddressTexts.includes(item.text!)) invalidValue(item.text, `${field}/text`, SECTION, 'temporary-address-text')
    }
    if (!enoughLines(item)) invalidate(TOO_FEW_LINES, SECTION, 'too-few-address-lines', `/${field}/line`)
  }
}

function checkPeriod({ use, period }: Address, field: string): void {
  const longest = LONGEST[use]
  if (longest === undefined) return
  if (period === undefined) missingValue(`${field}/period`, SECTION, 'address-without-period')
  if (period!.end === undefined) missingValue(`${field}/period/end`, SECTION, 'address-without-end')
  if (period!.start !== undefined && daysBetween(period!.start, period!.end!) > longest) {
    invalidate(`the period of a ${use} address must not be longer than ${longest} days`, SECTION, 'address-period-too-long', `/${field}/period`)
  }
}

/**
 * Line 1 or 2 and line 4, when all five are given; two lines at least, when empty ones were left out (as they should
 * be). A pseudo postcode needs no lines, nor does a postcode with a PAF key.
 */
export function enoughLines({ line = [], postalCode, extension = [] }: Address): boolean {
  if (/^ZZ99/i.test(postalCode ?? '')) return true
  if (postalCode && extension.some(({ extension: parts }) => parts?.some(({ valueCoding }) => valueCoding?.code === 'PAF'))) return true
  const filled = line.map((text) => text.trim() !== '')
  if (filled.length >= 4 && filled.includes(false)) return (filled[0]! || filled[1]!) && filled[3]!
  return filled.filter(Boolean).length >= 2
}
