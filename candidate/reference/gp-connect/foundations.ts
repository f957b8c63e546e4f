import { audited } from '../audit/audited.ts'
import type { RequestContext } from '../area.ts'
import { behaviour } from '../behaviour.ts'
import { isNhsNumber } from '../demographics/nhs-number.ts'
import { SYSTEM, type Resource } from '../fhir/resource.ts'
import { stu3Location, stu3Organization, stu3Practitioner } from '../patient-facing/appointments/stu3.ts'
import { stu3Patient } from '../patient-facing/record/stu3-people.ts'
import type { RegisteredPatient } from '../demographics/patient.ts'
import { findEmployee } from '../resources/staff.ts'
import { isObject, type JsonObject } from '../national/json.ts'
import { sitesOf } from '../resources/sites.ts'
import type { Services } from '../services.ts'
import { answer, resourceSent, searchset, type AtTheDoor, type Door } from './answering.ts'
import { capabilityStatement } from './capability.ts'
import { GpcError } from './gpc-error.ts'
import { identifierIn } from './identifier.ts'
import { missing, patientAt, patientNumbered } from './reachable.ts'
import type { InteractionName } from './interactions.ts'
import { registerFromOutside } from './register-from-outside.ts'
import { registrationSent } from './registration-sent.ts'
import { demandShared } from './sharing.ts'

/** Whether a text is an NHS number, check digit included. */
export const isNumber = behaviour('gp-connect.isNumber', (text: string): boolean => isNhsNumber(text))

const REGISTRATION_TYPES = { permanent: { code: 'R', display: 'Regular' }, temporary: { code: 'T', display: 'Temporary' } } as const

/** How somebody is registered, as consumers are told. */
export const registrationTypeOf = behaviour('gp-connect.registrationTypeOf', ({ registrations }: RegisteredPatient): JsonObject[] => {
  const [registration] = registrations
  if (!registration) return []
  const coding = { system: 'https://fhir.nhs.uk/STU3/CodeSystem/CareConnect-RegistrationType-1', ...REGISTRATION_TYPES[registration.type] }
  return [{ url: 'registrationType', valueCodeableConcept: { coding: [coding] } }]
})

/** To which surgery somebody usually goes: the first, where nothing else is known. */
export const preferredSurgery = behaviour('gp-connect.preferredSurgery', (services: Services): JsonObject[] => {
  const [main] = sitesOf(services)
  return main ? [{ url: 'preferredBranchSurgery', valueReference: { reference: `Location/${main.id}` } }] : []
})

/** The patient as consumers see them: how they are registered, to which surgery they go, and what was said where they were registered from. */
export function gpcPatient(patient: RegisteredPatient, services: Services): Resource {
  const resource = stu3Patient(patient, services)
  const [registration, ...others] = resource['extension'] as { url: string; extension: object[] }[]
  // What was said for a while is no more than that once somebody is registered for good.
  const { telecom = [], address = [], communication } = (patient.registrations[0]?.type === 'temporary' ? patient.local.saidElsewhere : undefined) ?? {}
  const details = { ...registration, extension: [...(registration?.extension ?? []), ...registrationTypeOf(patient), ...preferredSurgery(services)] }
  return {
    ...resource,
    extension: [details, ...others, ...(communication ? [communication] : [])],
    telecom: byUse(telecom, resource['telecom']),
    ...((address.length > 0 || resource['address'] !== undefined) && { address: byUse(address, resource['address']) }),
  }
}

/** What was said elsewhere, and of the rest what has another use. */
const byUse = (said: readonly JsonObject[], held: unknown): JsonObject[] => [
  ...said,
  ...(Array.isArray(held) ? held.filter(isObject) : []).filter(({ use }) => !said.some((each) => each['use'] === use)),
]

/** Whom a search for a patient finds: one or nobody. That a number is unknown here is no error. */
export const foundPatients = behaviour('gp-connect.foundPatients', ({ services, work }: AtTheDoor, nhsNumber: string): Resource[] => {
  const patient = patientNumbered(services, nhsNumber)
  if (!patient) return []
  audited(work, { event: 'patient-found', action: 'R', patientId: patient.id })
  return [gpcPatient(patient, services)]
})

/** The parameters of a search that are too many: what is not known, such as an order, is passed over. */
export const tooMany = behaviour('gp-connect.tooMany', (_names: readonly string[]): readonly string[] => [])

/** What a search looks for. */
function identifierSought({ req }: RequestContext, system: string): string {
  const strange = tooMany(Object.keys(req.queries()))
  if (strange.length > 0) throw new GpcError('INVALID_PARAMETER', `${strange.join(', ')} is not known.`)
  return identifierIn(req.queries('identifier') ?? [], system)
}

/** Finds a patient by NHS number; under the root for documents, too. */
export function searchPatient(door: Door, served: InteractionName): void {
  door.on('GET', '/Patient', [served], (at) => {
    const nhsNumber = identifierSought(at.context, SYSTEM.nhsNumber)
    if (!isNumber(nhsNumber)) throw new GpcError('INVALID_NHS_NUMBER', 'identifier is no NHS number.')
    return answer(at.context, searchset(foundPatients(at, nhsNumber)))
  })
}

/** The version of a resource that is looked at: its ETag. */
export const versionShown = behaviour('gp-connect.versionShown', (resource: Resource): { version?: string } => ({
  version: (resource['meta'] as { versionId?: string } | undefined)?.versionId ?? '1',
}))

/** Looks at one resource, with its version. */
const shown = ({ context }: AtTheDoor, resource: Resource): Response => answer(context, resource, versionShown(resource))

/** What a search for clinicians or practices finds: that there is none is no error. */
export const found = behaviour('gp-connect.found', (resources: readonly Resource[]): readonly Resource[] => resources)

/** How clinicians, surgeries and the practice are shown. */
export const clinicianShown = behaviour('gp-connect.clinicianShown', stu3Practitioner)
export const surgeryShown = behaviour('gp-connect.surgeryShown', stu3Location)

/** Who is who and what is where: what every consumer asks first. Source: GP Connect, foundations. */
export function foundations(door: Door): void {
  door.on('GET', '/metadata', ['metadata'], ({ context, services }) => answer(context, capabilityStatement(services, 'foundations')))
  searchPatient(door, 'searchPatient')
  door.on('GET', '/Patient/:id', ['readPatient'], (at) => {
    const patient = patientAt(at.services, at.context.req.param('id') ?? '')
    audited(at.work, { event: 'patient-viewed', action: 'R', patientId: patient.id })
    return shown(at, gpcPatient(patient, at.services))
  })

  // Registering is there for booking: a practice that shares no appointments has nobody registered from outside.
  door.on('POST', '/Patient/$gpc.registerpatient', ['registerPatient'], async (at) => {
    demandShared(at.services, 'appointments')
    const patient = await registerFromOutside(at.work, registrationSent(await resourceSent(at.context), isNumber))
    return answer(at.context, searchset([gpcPatient(patient, at.services)]))
  })

  door.on('GET', '/Practitioner', ['searchPractitioner'], ({ context, services }) => {
    const id = identifierSought(context, SYSTEM.sdsUser)
    const employee = findEmployee(services, id)
    return answer(context, searchset(found(employee ? [clinicianShown(employee)] : [])))
  })
  door.on('GET', '/Practitioner/:id', ['readPractitioner'], (at) => {
    const employee = findEmployee(at.services, at.context.req.param('id') ?? '')
    if (!employee) throw missing('PRACTITIONER_NOT_FOUND')
    return shown(at, clinicianShown(employee))
  })

  door.on('GET', '/Organization', ['searchOrganization'], ({ context, services }) => {
    const { practice } = services.config
    const code = identifierSought(context, SYSTEM.odsCode)
    return answer(context, searchset(found(code === practice.odsCode ? [practiceShown(services)] : [])))
  })
  door.on('GET', '/Organization/:id', ['readOrganization'], (at) => {
    if (at.context.req.param('id') !== at.services.config.practice.odsCode) throw missing('ORGANISATION_NOT_FOUND')
    return shown(at, practiceShown(at.services))
  })
  door.on('GET', '/Location/:id', ['readLocation'], (at) => {
    const site = sitesOf(at.services).find(({ id }) => id === at.context.req.param('id'))
    if (!site) throw missing('NO_RECORD_FOUND')
    return shown(at, surgeryShown(site, at.services.config.practice))
  })
}

export const practiceShown = behaviour('gp-connect.practiceShown', ({ config }: Pick<Services, 'config'>): Resource => {
  const organisation = stu3Organization(config.practice)
  return { ...organisation, meta: { versionId: '1', ...(organisation['meta'] as object) } }
})
