import type { AssayWorld, Person } from '../world.ts'
import { sessionOf, type PlannedSession } from './appointment-book.ts'
import { bookedElsewhere, searchSlots, wrongAppointment, wrongSlot } from './consumer-appointments.ts'
import { resourcesIn } from './patient-app.ts'
import { daysAfter } from './practice-clock.ts'
import type { ConsumerCall } from './consumer.ts'

type Json = Record<string, unknown>

/** Something that another organisation can ask for: the call, and what is wrong with an answer to it. */
export interface Matter {
  call(world: AssayWorld): ConsumerCall | Promise<ConsumerCall>
  /** What has to be in the answer whatever its format: an NHS number, a code. */
  mentions(world: AssayWorld): string
  /** Whether it is one thing that is looked at, and so comes with its version. */
  versioned?: true
  /** The resources that the answer has to hold; one that is no Bundle is itself. */
  of: string
  /** What is wrong with such a resource, in words. */
  wrong(resource: Json, world: AssayWorld): (string | false)[]
}

const SYSTEM = {
  nhsNumber: 'https://fhir.nhs.uk/Id/nhs-number',
  sdsUser: 'https://fhir.nhs.uk/Id/sds-user-id',
  ods: 'https://fhir.nhs.uk/Id/ods-organization-code',
}
export const PROFILE = 'https://fhir.nhs.uk/STU3/StructureDefinition'

const list = (value: unknown): Json[] => (Array.isArray(value) ? (value as unknown[]).filter((each): each is Json => typeof each === 'object' && each !== null) : [])

const lacks = (resource: Json, ...names: string[]): (string | false)[] =>
  names.map((name) => (resource[name] === undefined || resource[name] === '' ? `it has no ${name}` : false))

export const hasProfile = (resource: Json, name: string): string | false => {
  const { profile } = (resource['meta'] ?? {}) as { profile?: string[] }
  return !profile?.includes(`${PROFILE}/${name}`) && `it does not say that it is a ${name}`
}

const hasIdentifier = (resource: Json, system: string, value: string): string | false =>
  !list(resource['identifier']).some((each) => each['system'] === system && each['value'] === value) && `it has not the identifier ${value} of ${system}`

/** The patient as GP Connect has them. */
export function wrongPatient(resource: Json, { nhsNumber, national }: Person): (string | false)[] {
  const identifier = list(resource['identifier']).find(({ system }) => system === SYSTEM.nhsNumber)
  const status = list(identifier?.['extension']).find(({ url }) => String(url).endsWith('NHSNumberVerificationStatus-1'))
  const coded = (status?.['valueCodeableConcept'] as { coding?: { code?: string }[] } | undefined)?.coding?.[0]?.code
  const official = list(resource['name']).find(({ use }) => use === 'official')
  const registration = list(resource['extension']).find(({ url }) => String(url).endsWith('RegistrationDetails-1'))
  return [
    ...lacks(resource, 'id', 'gender', 'birthDate', 'managingOrganization'),
    hasProfile(resource, 'CareConnect-GPC-Patient-1'),
    hasIdentifier(resource, SYSTEM.nhsNumber, nhsNumber),
    coded !== '01' && 'it does not say that the NHS number is present and verified',
    String(official?.['family']).toLowerCase() !== national.family.toLowerCase() && `the official name is not that of ${national.family}`,
    resource['birthDate'] !== national.birthDate && 'the date of birth is another',
    !list(registration?.['extension']).some(({ url }) => url === 'preferredBranchSurgery') && 'it does not say to which surgery the patient goes',
  ]
}

const gpOf = (world: AssayWorld) => world.staff('GP').id

/** A site of the practice, as the practice's own system has it: the first one. */
export async function siteId(world: AssayWorld): Promise<string> {
  const answer = await world.candidate.resources.sites(await world.behindTheScenes('receptionist'))
  return (answer.ok && answer.value[0]?.id) || 'none'
}

const capability = (interaction: 'metadata' | 'structuredMetadata' | 'documentsMetadata', needed: { profiles: readonly string[]; names: readonly string[] }): Matter => ({
  call: () => ({ interaction, path: 'metadata' }),
  mentions: () => 'GP Connect',
  of: 'CapabilityStatement',
  wrong: (resource) => {
    const formats = (resource['format'] ?? []) as string[]
    const { software, fhirVersion, rest } = resource as { software?: { name?: string; version?: string }; fhirVersion?: string; rest?: unknown }
    const told = JSON.stringify(rest ?? '')
    return [
      fhirVersion !== '3.0.1' && 'it is not of FHIR 3.0.1',
      !/^1\.\d+\.\d+$/.test(String(resource['version'])) && 'it does not say which version of GP Connect it is',
      (!software?.name || !software.version) && 'it does not say which software of which version answers',
      !formats.some((format) => format.includes('json')) && 'it does not offer JSON',
      !formats.some((format) => format.includes('xml')) && 'it does not offer XML',
      ...needed.profiles.map((name) => !JSON.stringify(resource['profile'] ?? '').includes(`/${name}`) && `it does not name the profile ${name}`),
      ...needed.names.map((name) => !told.includes(`"${name}"`) && `it does not say that it offers ${name}`),
    ]
  },
})

/** What can be asked of one of a scenario's people. */
const aboutPerson = (name: string): Record<string, Matter> => ({
  [`who ${name} is, to see documents`]: {
    call: (world) => ({ interaction: 'documentsPatient', path: 'Patient', query: [['identifier', `${SYSTEM.nhsNumber}|${world.named(name).nhsNumber}`]] }),
    mentions: (world) => world.named(name).nhsNumber,
    of: 'Patient',
    wrong: (resource, world) => wrongPatient(resource, world.named(name)),
  },
  [`who ${name} is`]: {
    call: (world) => ({ interaction: 'searchPatient', path: 'Patient', query: [['identifier', `${SYSTEM.nhsNumber}|${world.named(name).nhsNumber}`]] }),
    mentions: (world) => world.named(name).nhsNumber,
    of: 'Patient',
    wrong: (resource, world) => wrongPatient(resource, world.named(name)),
  },
  [`${name}'s details`]: {
    call: (world) => ({ interaction: 'readPatient', path: `Patient/${world.named(name).view?.id ?? 'none'}` }),
    versioned: true,
    mentions: (world) => world.named(name).nhsNumber,
    of: 'Patient',
    wrong: (resource, world) => wrongPatient(resource, world.named(name)),
  },
})

/** The day of the GP's session. */
const dayOf = (world: AssayWorld): string => sessionOf(world, 'GP').plan.date
const firstSlot = ({ slots }: PlannedSession): string => slots[0]?.id ?? 'none'

/** Profiles of those who occur everywhere, and of the entries of a record that every system has. */
const PEOPLE = ['CareConnect-GPC-Patient-1', 'CareConnect-GPC-Organization-1', 'CareConnect-GPC-Practitioner-1', 'CareConnect-GPC-PractitionerRole-1', 'GPConnect-OperationOutcome-1']
const ENTRIES = ['AllergyIntolerance', 'Medication', 'MedicationStatement', 'MedicationRequest', 'List'].map((name) => `CareConnect-GPC-${name}-1`).concat('GPConnect-StructuredRecord-Bundle-1')

/** How scenarios word what is asked for. */
export const MATTERS: Record<string, Matter> = {
  ...aboutPerson('Joan'),
  ...aboutPerson('Tariq'),
  'who the GP is': {
    call: (world) => ({ interaction: 'searchPractitioner', path: 'Practitioner', query: [['identifier', `${SYSTEM.sdsUser}|${gpOf(world)}`]] }),
    mentions: gpOf,
    of: 'Practitioner',
    wrong: (resource, world) => wrongGp(resource, world),
  },
  "the GP's details": {
    call: async (world) => ({ interaction: 'readPractitioner', path: `Practitioner/${gpOf(world)}` }),
    versioned: true,
    mentions: gpOf,
    of: 'Practitioner',
    wrong: (resource, world) => wrongGp(resource, world),
  },
  'which practice it is': {
    call: (world) => ({ interaction: 'searchOrganization', path: 'Organization', query: [['identifier', `${SYSTEM.ods}|${world.practice}`]] }),
    mentions: (world) => world.practice,
    of: 'Organization',
    wrong: wrongPractice,
  },
  "the practice's details": {
    call: (world) => ({ interaction: 'readOrganization', path: `Organization/${world.practice}` }),
    versioned: true,
    mentions: (world) => world.practice,
    of: 'Organization',
    wrong: wrongPractice,
  },
  "the surgery's details": {
    call: async (world) => ({ interaction: 'readLocation', path: `Location/${await siteId(world)}` }),
    versioned: true,
    mentions: (world) => world.practice,
    of: 'Location',
    wrong: (resource) => [...lacks(resource, 'id', 'name', 'address', 'managingOrganization'), hasProfile(resource, 'CareConnect-GPC-Location-1')],
  },
  "the free times of the GP's day": {
    call: (world) => searchSlots(dayOf(world), dayOf(world)),
    mentions: (world) => firstSlot(sessionOf(world, 'GP')),
    of: 'Slot',
    wrong: wrongSlot,
  },
  "Joan's appointments": {
    call: (world) => ({
      interaction: 'patientAppointments',
      path: `Patient/${world.named('Joan').view?.id ?? 'none'}/Appointment`,
      query: [
        ['start', `ge${daysAfter(dayOf(world), -1)}`],
        ['start', `le${daysAfter(dayOf(world), 1)}`],
      ],
    }),
    mentions: (world) => String(bookedElsewhere(world)['id']),
    of: 'Appointment',
    wrong: (resource, world) => wrongAppointment(resource, world),
  },
  'the appointment': {
    call: (world) => ({ interaction: 'readAppointment', path: `Appointment/${String(bookedElsewhere(world)['id'])}` }),
    mentions: (world) => String(bookedElsewhere(world)['id']),
    of: 'Appointment',
    wrong: (resource, world) => wrongAppointment(resource, world),
  },
  'what the system can do': capability('metadata', { profiles: [...PEOPLE, 'CareConnect-GPC-Location-1', 'GPConnect-Appointment-1', 'GPConnect-Schedule-1', 'GPConnect-Slot-1'], names: ['Patient', 'Practitioner', 'Organization', 'Location', 'Appointment', 'Slot', 'search-type', 'create', 'update', 'Slot:schedule', 'gpc.registerpatient'] }),
  'what the system can tell of records': capability('structuredMetadata', { profiles: [...PEOPLE, ...ENTRIES], names: ['gpc.getstructuredrecord', 'gpc.migratestructuredrecord'] }),
  'what the system can tell of documents': capability('documentsMetadata', { profiles: [...PEOPLE, 'CareConnect-GPC-DocumentReference-1', 'GPConnect-Searchset-Bundle-1'], names: ['Patient', 'DocumentReference', 'Binary', 'DocumentReference:subject:Patient', 'created', 'author', 'description'] }),
}

function wrongGp(resource: Json, world: AssayWorld): (string | false)[] {
  const { id, family } = world.staff('GP')
  return [
    ...lacks(resource, 'id'),
    hasProfile(resource, 'CareConnect-GPC-Practitioner-1'),
    hasIdentifier(resource, SYSTEM.sdsUser, id),
    !list(resource['name']).some((name) => name['family'] === family) && `the name is not ${family}`,
  ]
}

function wrongPractice(resource: Json, world: AssayWorld): (string | false)[] {
  return [...lacks(resource, 'id', 'name', 'telecom', 'address'), hasProfile(resource, 'CareConnect-GPC-Organization-1'), hasIdentifier(resource, SYSTEM.ods, world.practice)]
}

/** The resources of a kind in an answer: those of a Bundle, or itself. */
export const resourcesOf = (json: unknown, type: string): Json[] => {
  const own = (json ?? {}) as Json
  return own['resourceType'] === type ? [own] : resourcesIn(json).filter(({ resourceType }) => resourceType === type)
}
