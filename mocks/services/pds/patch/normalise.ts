import codes from '../codes.json' with { type: 'json' }
import type { Random } from '../../../kit/random.ts'
import type { Address, ContactPoint, Extension, HumanName, Patient, Period } from '../patient.ts'
import { objectId } from '../state.ts'
import type { Changes, Item } from './changes.ts'

/** Order in which PDS returns names and addresses, by use. */
const NAME_ORDER = ['usual', 'nickname', 'temp', 'old', 'maiden']
const ADDRESS_ORDER = ['home', 'temp', 'billing', 'work']

const DATED = ['name', 'address', 'telecom', 'contact'] as const

/** The record as PDS keeps it after an update: object ids and start dates given, empty lines and full stops dropped, lists in its order. */
export function normalise(after: Patient, changes: Changes, today: string, random: Random): Patient {
  for (const list of DATED) {
    for (const { item } of [...changes[list].added, ...changes[list].replaced]) {
      const dated = item as Item & { period?: Period }
      dated.id ??= objectId(random)
      dated.period ??= { start: today }
    }
  }
  for (const { item } of [...changes.generalPractitioner.added, ...changes.generalPractitioner.replaced]) {
    const identifier = item.identifier as { system?: string; period?: Period }
    item.id ??= objectId(random)
    item.type ??= 'Organization'
    identifier.system ??= codes.odsCode
    identifier.period ??= { start: today }
  }
  for (const { item } of [...changes.extension.added, ...changes.extension.replaced]) dateNotification(item as unknown as Extension, after)

  const next = dropEmpty({
    ...after,
    name: after.name && inOrder(after.name.map(tidyName), NAME_ORDER),
    address: after.address && inOrder(after.address.map(tidyAddress), ADDRESS_ORDER),
  })
  if (next.deceasedDateTime !== undefined) next.deceasedDateTime = fullDateTime(next.deceasedDateTime)
  return next
}

/** `2020-01-01` and `2020-01-01T00:00:00` as PDS returns them: in full, at zero offset. */
function fullDateTime(value: string): string {
  const withTime = value.includes('T') ? value : `${value}T00:00:00`
  return withTime.endsWith('+00:00') ? withTime : `${withTime}+00:00`
}

function dateNotification(extension: Extension, after: Patient): void {
  if (extension.url !== codes.extensions.deathNotification) return
  if (extension.extension?.some(({ url }) => url === 'systemEffectiveDate')) return
  extension.extension = [...(extension.extension ?? []), { url: 'systemEffectiveDate', valueDateTime: fullDateTime(after.deceasedDateTime!) }]
}

function tidyName(name: HumanName): HumanName {
  const texts = (list: string[] | undefined, change = (text: string) => text) => list?.map(change).filter((text) => text !== '')
  return dropEmpty({ ...name, prefix: texts(name.prefix, (text) => text.replace(/\.+$/, '')), given: texts(name.given), suffix: texts(name.suffix) })
}

function tidyAddress(address: Address): Address {
  return dropEmpty({ ...address, line: address.line?.filter((text) => text.trim() !== '') })
}

function inOrder<Value extends { use: string }>(items: Value[], order: string[]): Value[] {
  return [...items].sort((a, b) => order.indexOf(a.use) - order.indexOf(b.use))
}

/** Without members that are absent or an empty list. */
function dropEmpty<Value extends object>(value: Value): Value {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined && !(Array.isArray(item) && item.length === 0))) as Value
}

/** Contact details as new records hold them: with id and start. */
export function tidyTelecom(telecom: ContactPoint, today: string, random: Random): ContactPoint {
  return { ...telecom, id: objectId(random), period: telecom.period ?? { start: today } }
}

export { tidyAddress, tidyName }
