import type { Random } from '../../kit/random.ts'
import codes from './codes.json' with { type: 'json' }
import type { Address, ContactPoint, Extension, HumanName, Patient } from './patient.ts'
import { objectId } from './state.ts'

/** An address in short. */
export interface AddressDescription {
  line: string[]
  postcode?: string
  /** ISO dates. */
  from?: string
  to?: string
  /** Kind of a temporary address; `Temporary Residence Address` by default. */
  text?: string
}

/**
 * A patient in short, as a scenario speaks of them. Anything may be left out; `null` removes what the record had.
 * Dates are ISO dates, organisations ODS codes.
 */
export interface PatientDescription {
  nhsNumber?: string
  title?: string | null
  given?: string | string[]
  family?: string
  suffix?: string | null
  /** Names beside the usual one: `nickname`, `temp`, `old`, `maiden`. */
  otherNames?: { use: string; given?: string[]; family?: string }[]
  gender?: 'male' | 'female' | 'other' | 'unknown'
  birthDate?: string
  /** Order of birth among multiples, 1 to 9. */
  birthOrder?: number
  birthPlace?: { city?: string; district?: string; country?: string } | null
  address?: AddressDescription | null
  temporaryAddress?: AddressDescription | null
  correspondenceAddress?: AddressDescription | null
  phone?: string | null
  mobile?: string | null
  workPhone?: string | null
  email?: string | null
  /** Telephone number of the emergency contact. */
  emergencyContact?: string | null
  /** GP practice. */
  practice?: string | null
  nominatedPharmacy?: string | null
  dispensingDoctor?: string | null
  applianceSupplier?: string | null
  death?: { date: string; status: 'informal' | 'formal' } | null
  /** Left the practice list: `DEA`, `EMB`, `SCT`, `NIT`, `TRA`, `ORR`. */
  removal?: { reason: keyof typeof codes.removalReason.displays; date: string } | null
  /** ISO 639-1 code. */
  language?: string | null
  interpreter?: boolean
  sensitivity?: 'unrestricted' | 'restricted' | 'very-restricted'
}

/** What a description may say; anything else is a slip of the scenario that must not go unseen. */
const WORDS: ReadonlySet<string> = new Set<keyof PatientDescription>([
  'nhsNumber',
  'title',
  'given',
  'family',
  'suffix',
  'otherNames',
  'gender',
  'birthDate',
  'birthOrder',
  'birthPlace',
  'address',
  'temporaryAddress',
  'correspondenceAddress',
  'phone',
  'mobile',
  'workPhone',
  'email',
  'emergencyContact',
  'practice',
  'nominatedPharmacy',
  'dispensingDoctor',
  'applianceSupplier',
  'death',
  'removal',
  'language',
  'interpreter',
  'sensitivity',
])

const ADDRESS_WORDS: ReadonlySet<string> = new Set<keyof AddressDescription>(['line', 'postcode', 'from', 'to', 'text'])

/** Throws when a description holds words that mean nothing here. */
function checkWords(description: PatientDescription): void {
  const { address, temporaryAddress, correspondenceAddress } = description
  const unknown = [
    ...Object.keys(description).filter((word) => !WORDS.has(word)),
    ...[address, temporaryAddress, correspondenceAddress].flatMap((part) => Object.keys(part ?? {}).filter((word) => !ADDRESS_WORDS.has(word))),
  ]
  if (unknown.length > 0) throw new Error(`Failed to describe a patient: ${unknown.join(', ')} mean nothing here. Use ${[...WORDS].join(', ')}; for an address ${[...ADDRESS_WORDS].join(', ')}.`)
}

const SECURITY = { unrestricted: 'U', restricted: 'R', 'very-restricted': 'V' } as const

/** A record without anything in it yet. */
export function emptyPatient(nhsNumber: string, version: number): Patient {
  const { url, system, version: systemVersion, displays } = codes.verification
  return {
    resourceType: 'Patient',
    id: nhsNumber,
    identifier: [
      {
        system: codes.nhsNumber,
        value: nhsNumber,
        extension: [{ url, valueCodeableConcept: { coding: [{ system, version: systemVersion, code: '01', display: displays['01'] }] } }],
      },
    ],
    meta: { versionId: String(version), security: [security('unrestricted')] },
  }
}

/** The confidentiality coding of a record. */
export function security(level: keyof typeof SECURITY): Patient['meta']['security'][number] {
  const code = SECURITY[level]
  return { system: codes.confidentiality.system, code, display: codes.confidentiality.displays[code] }
}

/** The patient with what the description says laid over. Items that stay keep their object ids. `since` starts the periods of new items. */
export function describe(patient: Patient, description: PatientDescription, random: Random, since: string): Patient {
  checkWords(description)
  const next: Patient = { ...patient }
  const id = () => objectId(random)
  const has = (...keys: (keyof PatientDescription)[]) => keys.some((key) => description[key] !== undefined)

  if (has('title', 'given', 'family', 'suffix', 'otherNames')) next.name = names(patient.name ?? [], description, id, since)
  if (has('gender')) next.gender = description.gender!
  if (has('birthDate')) next.birthDate = description.birthDate!
  if (has('birthOrder')) next.multipleBirthInteger = description.birthOrder!
  if (has('sensitivity')) next.meta = { ...patient.meta, security: [security(description.sensitivity!)] }

  next.address = replaceByUse(patient.address, [
    ['home', description.address],
    ['temp', description.temporaryAddress],
    ['billing', description.correspondenceAddress],
  ], (use, before, value) => address(use, before, value, id, since))

  next.telecom = telecoms(patient.telecom, description, id, since)
  if (has('emergencyContact')) next.contact = description.emergencyContact ? [emergencyContact(description.emergencyContact, id(), since)] : undefined
  if (has('practice')) {
    next.generalPractitioner = description.practice
      ? [{ id: id(), type: 'Organization', identifier: { system: codes.odsCode, value: description.practice, period: { start: since } } }]
      : undefined
  }
  if (has('death')) next.deceasedDateTime = description.death ? `${description.death.date}T00:00:00+00:00` : undefined
  next.extension = extensions(patient.extension, description)
  // What was removed must be absent, not undefined: the record is compared and serialised as it stands.
  return JSON.parse(JSON.stringify(next)) as Patient
}

function names(before: HumanName[], description: PatientDescription, id: () => string, since: string): HumanName[] {
  const usual = before.find(({ use }) => use === 'usual') ?? { id: id(), use: 'usual', period: { start: since } }
  const { title, given, family, suffix, otherNames } = description
  const next: HumanName = {
    ...usual,
    ...(title !== undefined && { prefix: title === null ? undefined : [title] }),
    ...(given !== undefined && { given: typeof given === 'string' ? [given] : given }),
    ...(family !== undefined && { family }),
    ...(suffix !== undefined && { suffix: suffix === null ? undefined : [suffix] }),
  }
  const others = otherNames ? otherNames.map((name) => ({ id: id(), period: { start: since }, ...name })) : before.filter(({ use }) => use !== 'usual')
  return [next, ...others]
}

/** The list in which each use that is spoken of is replaced or removed, and the rest stays. */
function replaceByUse<Item extends { use?: string }, Value>(
  before: Item[] | undefined,
  values: [use: string, value: Value | null | undefined][],
  make: (use: string, before: Item | undefined, value: Value) => Item,
): Item[] | undefined {
  let items = before ?? []
  for (const [use, value] of values) {
    if (value === undefined) continue
    const at = items.findIndex((item) => item.use === use)
    const rest = items.filter((_, index) => index !== at)
    items = value === null ? rest : at < 0 ? [...items, make(use, undefined, value)] : items.with(at, make(use, items[at], value))
  }
  return items.length > 0 ? items : undefined
}

function address(use: string, before: Address | undefined, value: AddressDescription, id: () => string, since: string): Address {
  return {
    id: before?.id ?? id(),
    period: { start: value.from ?? since, ...(value.to && { end: value.to }) },
    use,
    ...(use === 'temp' && { text: value.text ?? 'Temporary Residence Address' }),
    line: value.line,
    ...(value.postcode && { postalCode: value.postcode }),
  }
}

function telecoms(before: ContactPoint[] | undefined, description: PatientDescription, id: () => string, since: string): ContactPoint[] | undefined {
  const wanted: [system: string, use: string, value: string | null | undefined][] = [
    ['phone', 'home', description.phone],
    ['phone', 'mobile', description.mobile],
    ['phone', 'work', description.workPhone],
    ['email', 'home', description.email],
  ]
  let items = before ?? []
  for (const [system, use, value] of wanted) {
    if (value === undefined) continue
    const at = items.findIndex((item) => item.system === system && item.use === use)
    if (value === null) items = items.filter((_, index) => index !== at)
    else {
      const item = { id: items[at]?.id ?? id(), period: { start: since }, system, value, use }
      items = at < 0 ? [...items, item] : items.with(at, item)
    }
  }
  return items.length > 0 ? items : undefined
}

/** An emergency contact with one telephone number. */
function emergencyContact(phone: string, id: string, since: string) {
  return { id, period: { start: since }, relationship: [{ coding: [codes.emergencyContact] }], telecom: [{ system: 'phone', value: phone }] }
}

function extensions(before: Extension[] | undefined, description: PatientDescription): Extension[] | undefined {
  const { nominatedPharmacy, dispensingDoctor, applianceSupplier, death, language, interpreter, birthPlace, removal } = description
  let items = before ?? []
  const set = (url: string, value: unknown, make: () => Omit<Extension, 'url'>) => {
    if (value === undefined) return
    const at = items.findIndex((item) => item.url === url)
    if (value === null) items = items.filter((_, index) => index !== at)
    else items = at < 0 ? [...items, { url, ...make() }] : items.with(at, { url, ...make() })
  }
  const organisation = (code: string | null | undefined) => () => ({ valueReference: { identifier: { system: codes.odsCode, value: code! } } })
  set(codes.extensions.nominatedPharmacy, nominatedPharmacy, organisation(nominatedPharmacy))
  set(codes.extensions.dispensingDoctor, dispensingDoctor, organisation(dispensingDoctor))
  set(codes.extensions.applianceSupplier, applianceSupplier, organisation(applianceSupplier))
  set(codes.extensions.deathNotification, death, () => deathNotification(death!.status === 'formal' ? '2' : '1', death!.date))
  set(codes.extensions.communication, language === undefined && interpreter !== undefined ? interpreter : language, () => ({
    extension: [
      ...(language ? [{ url: 'language', valueCodeableConcept: { coding: [{ ...codes.language, code: language }] } }] : []),
      { url: 'interpreterRequired', valueBoolean: interpreter ?? false },
    ],
  }))
  set(codes.extensions.birthPlace, birthPlace, () => ({ valueAddress: birthPlace! }))
  set(codes.extensions.removalFromRegistration, removal, () => ({
    extension: [
      {
        url: 'removalFromRegistrationCode',
        valueCodeableConcept: { coding: [{ system: codes.removalReason.system, code: removal!.reason, display: codes.removalReason.displays[removal!.reason] }] },
      },
      { url: 'effectiveTime', valuePeriod: { start: `${removal!.date}T00:00:00+00:00` } },
    ],
  }))
  return items.length > 0 ? items : undefined
}

/** The parts of a death notification extension. */
export function deathNotification(code: keyof typeof codes.deathNotification.displays, date: string): { extension: Extension[] } {
  const { system, version, displays } = codes.deathNotification
  return {
    extension: [
      { url: 'deathNotificationStatus', valueCodeableConcept: { coding: [{ system, version, code, display: displays[code] }] } },
      { url: 'systemEffectiveDate', valueDateTime: `${date}T00:00:00+00:00` },
    ],
  }
}
