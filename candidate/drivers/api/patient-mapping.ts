import { CandidateFault } from '../../port/faults.ts'
import type { Address, ContactChange, PatientView, Registration, TraceMatch } from '../../port/demographics.ts'
import { NHS_NUMBER_SYSTEM, ODS_SYSTEM, type FhirConcept, type FhirExtension, type FhirIdentifier, type FhirReference } from './fhir-types.ts'
import type { FhirResult, Resource } from './fhir-client.ts'

interface FhirPatient extends Resource {
  id?: string
  meta?: { versionId?: string; security?: { code?: string }[] }
  identifier?: FhirIdentifier[]
  active?: boolean
  name?: { use?: string; family?: string; given?: string[]; prefix?: string[] }[]
  telecom?: { id?: string; system?: string; use?: string; value?: string }[]
  gender?: string
  birthDate?: string
  deceasedDateTime?: string
  deceasedBoolean?: boolean
  address?: { use?: string; line?: string[]; postalCode?: string; period?: { end?: string } }[]
  generalPractitioner?: FhirReference[]
  extension?: FhirExtension[]
}

const VERIFICATION_STATUS = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus'
const NOMINATED_PHARMACY = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NominatedPharmacy'

/** A UK Core Patient as the port sees it. */
export function toPatientView(resource: Resource | undefined, result: Pick<FhirResult, 'version' | 'exchange'>): PatientView {
  if (resource?.resourceType !== 'Patient' || typeof resource['id'] !== 'string') {
    throw new CandidateFault(`Expected a Patient with an id, saw ${resource?.resourceType ?? 'nothing'}.`, { exchange: result.exchange })
  }
  const patient = resource as FhirPatient
  const nhsNumbers = patient.identifier?.filter((identifier) => identifier.system === NHS_NUMBER_SYSTEM) ?? []
  const nhsNumber = nhsNumbers.find((identifier) => identifier.use !== 'old')
  const formerNhsNumbers = nhsNumbers.flatMap(({ use, value }) => (use === 'old' && value !== undefined ? [value] : []))
  const formerAddresses = (patient.address ?? []).filter(({ use }) => use === 'old').map(toFormerAddress)
  const name = patient.name?.find((each) => each.use === 'official') ?? patient.name?.find((each) => each.use === 'usual') ?? patient.name?.[0]
  const address = patient.address?.find((each) => each.use === 'home') ?? patient.address?.find((each) => each.use !== 'old')
  const telecom = (system: string, use?: string) => patient.telecom?.find((each) => each.system === system && (use === undefined || each.use === use))?.value
  const version = result.version ?? patient.meta?.versionId
  return {
    id: patient.id!,
    version: version ?? '',
    ...given('nhsNumber', nhsNumber?.value),
    ...given('nhsNumberStatus', nhsNumber?.extension?.find((each) => each.url === VERIFICATION_STATUS)?.valueCodeableConcept?.coding?.[0]?.code),
    ...given('formerNhsNumbers', formerNhsNumbers.length ? formerNhsNumbers : undefined),
    ...given('family', name?.family),
    ...given('given', name?.given),
    ...given('title', name?.prefix?.[0]),
    ...given('gender', patient.gender),
    ...given('birthDate', patient.birthDate),
    ...given('deceased', patient.deceasedDateTime ?? (patient.deceasedBoolean === true ? (true as const) : undefined)),
    ...given('address', address && { lines: address.line ?? [], postcode: address.postalCode ?? '' }),
    ...given('formerAddresses', formerAddresses.length ? formerAddresses : undefined),
    ...given('mobile', telecom('phone', 'mobile')),
    ...given('homePhone', telecom('phone', 'home')),
    ...given('email', telecom('email')),
    ...given('practice', patient.generalPractitioner?.find((each) => each.identifier?.system === ODS_SYSTEM)?.identifier?.value),
    ...given('nominatedPharmacy', patient.extension?.find((each) => each.url === NOMINATED_PHARMACY)?.valueReference?.identifier?.value),
    restricted: patient.meta?.security?.some((label) => label.code === 'R') ?? false,
    active: patient.active ?? true,
  }
}

const toFormerAddress = ({ line, postalCode, period }: NonNullable<FhirPatient['address']>[number]) => ({
  lines: line ?? [],
  postcode: postalCode ?? '',
  ...given('until', period?.end?.slice(0, 10)),
})

interface FhirEpisode extends Resource {
  type?: FhirConcept[]
  period?: { start?: string; end?: string }
  careManager?: FhirReference
}

/** An EpisodeOfCare as the port sees a registration. */
export function toRegistration(resource: Resource): Registration {
  const { type = [], period, careManager } = resource as FhirEpisode
  return {
    type: type.some(({ coding }) => coding?.some(({ code }) => code === 'temporary')) ? 'temporary' : 'permanent',
    ...given('startedOn', period?.start?.slice(0, 10)),
    ...given('endedOn', period?.end?.slice(0, 10)),
    ...given('accountableGp', careManager?.identifier?.value),
  }
}

/** Somebody found nationally. */
export function toTraceMatch(resource: Resource): TraceMatch {
  const view = toPatientView({ id: 'national', ...resource } as Resource, { version: undefined, exchange: '' })
  return {
    nhsNumber: view.nhsNumber ?? '',
    ...given('family', view.family),
    ...given('given', view.given),
    ...given('birthDate', view.birthDate),
    ...given('gender', view.gender),
    ...given('postcode', view.address?.postcode),
  }
}

/** The Patient with the change applied, as a user's form would send it back. */
export function withChange(patient: Resource, change: ContactChange): Resource {
  const changed = structuredClone(patient) as FhirPatient
  const setTelecom = (system: string, use: string, value: string | null | undefined) => {
    if (value === undefined) return
    const rest = (changed.telecom ?? []).filter((each) => !(each.system === system && each.use === use))
    const before = changed.telecom?.find((each) => each.system === system && each.use === use)
    changed.telecom = value === null ? rest : [...rest, { ...before, system, use, value }]
  }
  setTelecom('phone', 'mobile', change.mobile)
  setTelecom('phone', 'home', change.homePhone)
  setTelecom('email', 'home', change.email)
  if (change.address) changed.address = withAddress(changed, change.address)
  return changed
}

function withAddress(patient: FhirPatient, address: Address): FhirPatient['address'] {
  const before = patient.address?.find((each) => each.use === 'home')
  const rest = (patient.address ?? []).filter((each) => each !== before)
  return [{ ...before, use: 'home', line: address.lines, postalCode: address.postcode }, ...rest]
}

/** `{ [key]: value }`, or nothing when the value is absent. */
function given<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: V }
}
