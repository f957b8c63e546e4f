import { behaviour } from '../behaviour.ts'
import type { Patch } from '../national/pds.ts'
import type { Extension, PdsPatient } from '../national/pds-patient.ts'
import { homeAddress, TELECOM, telecomOf, usualName, type Details, type Difference, type TelecomName } from './details.ts'

/** Where a new item of a list goes: to its end. PDS decides on the order and refuses a position. */
export const appendTo = behaviour('demographics.appendTo', (list: string) => `${list}/-`)

/**
 * The JSON patches that make the changed details of a national record so.
 *
 * Lists are changed by position in the version that the patches are for; a replaced item keeps its `id`, a new one is
 * appended, and a removal directly follows a test on what is removed. Removals come last, from the highest position down.
 * Source: PDS FHIR, update patient, JSON Patch.
 */
export function patchesFor(national: PdsPatient, changes: readonly Difference[], wanted: Details, today: string): Patch[] {
  const changed = (...names: Difference['name'][]) => changes.some(({ name }) => names.includes(name))
  const telecoms = (Object.keys(TELECOM) as TelecomName[]).filter((name) => changed(name))
  return [
    ...(changed('title', 'given', 'family') ? [namePatch(national, changes, wanted)] : []),
    ...(changed('gender') ? [valuePatch(national.gender, '/gender', wanted.gender)] : []),
    ...(changed('birthDate') ? [valuePatch(national.birthDate, '/birthDate', wanted.birthDate)] : []),
    ...(changed('address', 'postcode') ? [addressPatch(national, wanted, today)] : []),
    ...telecoms.filter((name) => wanted[name] !== '').map((name) => telecomPatch(national, name, wanted[name], today)),
    ...telecoms
      .filter((name) => wanted[name] === '')
      .map((name) => telecomOf(national, name))
      .sort((a, b) => b - a)
      .flatMap((index) => removal('/telecom', index, national.telecom?.[index])),
  ]
}

const valuePatch = (before: string | undefined, path: string, value: string): Patch => ({
  op: before === undefined ? 'add' : 'replace',
  path,
  value,
})

function namePatch(national: PdsPatient, changes: readonly Difference[], { title, given, family }: Details): Patch {
  const index = usualName(national)
  const { prefix: _prefix, ...before } = national.name?.[index] ?? { use: 'usual' }
  // "John Paul" may be one given name or two: what was not changed stays as PDS has it.
  const names = changes.some(({ name }) => name === 'given') ? given.split(/\s+/) : (before.given ?? [])
  const value = { ...before, ...(title !== '' && { prefix: [title] }), given: names, family }
  return index === -1 ? { op: 'add', path: appendTo('/name'), value } : { op: 'replace', path: `/name/${index}`, value }
}

function addressPatch(national: PdsPatient, { address, postcode }: Details, today: string): Patch {
  const index = homeAddress(national)
  const id = national.address?.[index]?.id
  // The keys of the old address (PAF, UPRN) belong to the old address; PDS finds those of the new one.
  const value = {
    ...(id !== undefined && { id }),
    use: 'home',
    period: { start: today },
    line: address.split('\n').filter((line) => line.trim() !== ''),
    ...(postcode !== '' && { postalCode: postcode }),
  }
  return index === -1 ? { op: 'add', path: appendTo('/address'), value } : { op: 'replace', path: `/address/${index}`, value }
}

function telecomPatch(national: PdsPatient, name: TelecomName, value: string, today: string): Patch {
  const index = telecomOf(national, name)
  const before = national.telecom?.[index]
  return before
    ? { op: 'replace', path: `/telecom/${index}`, value: { ...before, value } }
    : { op: 'add', path: appendTo('/telecom'), value: { ...TELECOM[name], period: { start: today }, value } }
}

/** The patches that take an item off a list: a test that it is the one that is meant, then the removal. */
export const removal = behaviour('demographics.removal', (list: string, index: number, item: { id?: string } | undefined): Patch[] => {
  const test: Patch =
    item?.id === undefined
      ? { op: 'test', path: `${list}/${index}`, value: item }
      : { op: 'test', path: `${list}/${index}/id`, value: item.id }
  return [test, { op: 'remove', path: `${list}/${index}` }]
})

export const NOMINATED_PHARMACY = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NominatedPharmacy'

/** The patch that makes a pharmacy the nominated one. There is at most one of each kind: a new one takes the old one's place. */
export const pharmacyPatch = behaviour('demographics.pharmacyPatch', ({ extension = [] }: PdsPatient, odsCode: string): Patch => {
  const value: Extension = {
    url: NOMINATED_PHARMACY,
    valueReference: { identifier: { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: odsCode } },
  }
  const index = extension.findIndex(({ url }) => url === NOMINATED_PHARMACY)
  return index === -1 ? { op: 'add', path: appendTo('/extension'), value } : { op: 'replace', path: `/extension/${index}`, value }
})

/** The patch that puts the patient on a practice's list nationally. There is only ever one practice. */
export function practicePatch({ generalPractitioner = [] }: PdsPatient, odsCode: string, today: string): Patch {
  const [before] = generalPractitioner
  const value = {
    ...(before?.id !== undefined && { id: before.id }),
    type: 'Organization',
    identifier: { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: odsCode, period: { start: today } },
  }
  return before ? { op: 'replace', path: '/generalPractitioner/0', value } : { op: 'add', path: appendTo('/generalPractitioner'), value }
}
