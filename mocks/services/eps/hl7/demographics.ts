import type { Address, ContactPoint, HumanName } from '../fhir.ts'
import { ProcessingError } from '../processing-error.ts'
import { el, type Element } from './element.ts'

const NAME_USES: Record<string, string> = {
  usual: 'L',
  official: 'L',
  temp: 'A',
  anonymous: 'A',
  nickname: 'PREFERRED',
  old: 'PREVIOUS',
  maiden: 'PREVIOUS-MAIDEN',
}
const TELECOM_USES: Record<string, string> = { home: 'HP', work: 'WP', temp: 'HV', mobile: 'MC' }
const ADDRESS_USES: Record<string, string> = { home: 'H', work: 'WP', temp: 'TMP', billing: 'PST' }

function useOf(uses: Record<string, string>, use: string | undefined, what: string, path: string): string | undefined {
  if (!use) return undefined
  const code = uses[use]
  if (!code) throw new ProcessingError('INVALID_VALUE', `Unhandled ${what} use '${use}'.`, `${path}.use`)
  return code
}

export function name(humanName: HumanName, path: string): Element {
  const parts = [
    ...(humanName.prefix ?? []).map((part) => el('prefix', {}, part)),
    ...(humanName.given ?? []).map((part) => el('given', {}, part)),
    ...(humanName.family ? [el('family', {}, humanName.family)] : []),
    ...(humanName.suffix ?? []).map((part) => el('suffix', {}, part)),
  ]
  const structured = humanName.prefix || humanName.given || humanName.family || humanName.suffix
  return el('name', { use: useOf(NAME_USES, humanName.use, 'name', path) }, structured ? parts : humanName.text)
}

/** All contact points become telephone numbers without blanks, whatever their system says. */
export function telecom(contact: ContactPoint, path: string): Element {
  const number = contact.value?.replace(/\s/g, '')
  return el('telecom', {
    use: useOf(TELECOM_USES, contact.use, 'telecom', path),
    value: number && (number.startsWith('tel:') ? number : `tel:${number}`),
  })
}

/** Lines, then city, district and state as further lines; HL7 has no place for them. */
export function linesOf(address: Address): string[] {
  return [...(address.line ?? []), address.city, address.district, address.state].filter((line): line is string => Boolean(line))
}

export function address(given: Address, path: string): Element {
  return el(
    'addr',
    { use: useOf(ADDRESS_USES, given.use, 'address', path) },
    linesOf(given).map((line) => el('streetAddressLine', {}, line)),
    given.postalCode ? el('postalCode', {}, given.postalCode) : undefined,
  )
}
