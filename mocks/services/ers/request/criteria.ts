import { codeSystem, ID, SNOMED } from '../codes/systems.ts'
import { conceptInForce, conceptOf } from '../codes/reference-data.ts'
import type { Ers } from '../ers-route.ts'
import { PRIORITIES, type Priority } from '../model/directory-service.ts'
import type { CriteriaParameter } from '../model/referral.ts'
import { parametersOf, readParameters, type Values } from './parameters.ts'
import { coding, identifier, text, unsignedInt } from './shape.ts'

interface Code {
  code: string
}

/** What to look for in the directory. */
export interface Criteria {
  priority: Priority
  specialty?: string
  clinicType?: string
  clinicalTerm?: string
  namedClinician?: string
  /** Days. */
  waitLimit?: number
  /** Miles. */
  distanceLimit?: number
  /** ODS code of a provider or location. */
  organisation?: string
  ageAndGenderAppropriate: boolean
  /** As stored and given back: what the caller sent, with the one provisioning that is still supported. */
  parameters: CriteriaParameter[]
}

const definition = parametersOf('ServiceSearchCriteria-Parameters', {
  priority: { as: 'valueCoding', schema: coding(codeSystem('Priority'), PRIORITIES), min: 1 },
  specialty: { as: 'valueCoding', schema: coding({ pattern: '/STU3/CodeSystem/SPECIALTY$' }), min: 0 },
  clinicType: { as: 'valueCoding', schema: coding(codeSystem('ClinicType')), min: 0 },
  indicativeAppointmentWaitTimeLimit: { as: 'valueUnsignedInt', schema: unsignedInt, min: 0 },
  postcode: { as: 'valueString', schema: text(10), min: 0 },
  distanceLimit: { as: 'valueUnsignedInt', schema: unsignedInt, min: 0 },
  clinicalTerm: { as: 'valueCoding', schema: coding(SNOMED), min: 0 },
  namedClinician: { as: 'valueIdentifier', schema: identifier(ID.user), min: 0 },
  ageAndGenderAppropriate: { as: 'valueBoolean', schema: { type: 'boolean' }, min: 1 },
  commissioningProvisioning: { as: 'valueCoding', schema: coding(codeSystem('CommissioningProvisioning')), min: 0 },
  organisation: { as: 'valueIdentifier', schema: identifier(ID.location), min: 0 },
})

/** Reads a `ServiceSearchCriteria`. `path` is where it stands in the body. */
export function readCriteria(ers: Ers, resource: unknown, path: string): Criteria {
  const values = readParameters(ers, resource, definition, path)
  const code = (name: string) => values.one<Code>(name)?.code
  const criteria: Criteria = {
    priority: code('priority') as Priority,
    ...optional('specialty', code('specialty')),
    ...optional('clinicType', code('clinicType')),
    ...optional('clinicalTerm', code('clinicalTerm')),
    ...optional('namedClinician', values.one<{ value: string }>('namedClinician')?.value),
    ...optional('waitLimit', values.one<number>('indicativeAppointmentWaitTimeLimit')),
    ...optional('distanceLimit', values.one<number>('distanceLimit')),
    ...optional('organisation', values.one<{ value: string }>('organisation')?.value),
    ageAndGenderAppropriate: values.one<boolean>('ageAndGenderAppropriate')!,
    parameters: stored(ers, values, resource as { parameter: CriteriaParameter[] }),
  }
  ensureSensible(ers, criteria, path)
  return criteria
}

function ensureSensible(ers: Ers, criteria: Criteria, path: string): void {
  const { specialty, clinicType, clinicalTerm, namedClinician } = criteria
  if (specialty === undefined && clinicalTerm === undefined && namedClinician === undefined) {
    ers.reject('VALUE_IS_REQUIRED', "One of 'specialty', 'clinicalTerm' and 'namedClinician' is required.", `/${path}`)
  }
  if (specialty !== undefined && !conceptInForce('SPECIALTY', specialty, ers.now)) ers.reject('INVALID_CODE', `'specialty' (${specialty}) is not a defined code.`, `/${path}`)
  if (clinicType !== undefined) {
    if (specialty === undefined) ers.reject('VALUE_IS_REQUIRED', "'specialty' is required with 'clinicType'.", `/${path}`)
    const concept = conceptInForce('CLINIC-TYPE', clinicType, ers.now)
    if (!concept) ers.reject('INVALID_CODE', `'clinicType' (${clinicType}) is not a defined code.`, `/${path}`)
    if (concept.specialty !== specialty) ers.reject('INAPPROPRIATE_VALUE', `'clinicType' (${clinicType}) does not belong to specialty ${specialty}.`, `/${path}`)
  }
  const terms = [...ers.state.services.values()].flatMap((service) => service.clinicalTerms ?? [])
  if (clinicalTerm !== undefined && !terms.includes(clinicalTerm)) ers.reject('SNOMED_NOT_FOUND', `'clinicalTerm' (${clinicalTerm}) is not found in the e-RS dictionary.`, `/${path}`)
}

/** The parameters in the order they came; provisioning is ignored as input and always given back as `ALL_AVAILABLE_FOR_BOOKING`, the organisation never. */
function stored(ers: Ers, values: Values, resource: { parameter: CriteriaParameter[] }): CriteriaParameter[] {
  const provisioning = values.one<Code>('commissioningProvisioning')
  if (provisioning && provisioning.code !== 'ALL_AVAILABLE_FOR_BOOKING') {
    ers.call.note({ rule: 'provisioning-ignored', detail: `commissioningProvisioning ${provisioning.code} is no longer supported and was ignored`, clause: 'e-RS FHIR API, ServiceSearchCriteria: CommissioningProvisioning' })
  }
  return [
    ...resource.parameter.filter(({ name }) => name !== 'commissioningProvisioning' && name !== 'organisation'),
    { name: 'commissioningProvisioning', valueCoding: { system: codeSystem('CommissioningProvisioning'), code: 'ALL_AVAILABLE_FOR_BOOKING' } },
  ]
}

/** Words for what a referral is about, as worklists show it: `CARDIOLOGY/HEART_FAILURE`. */
export function clinicalContext(parameters: readonly CriteriaParameter[]): string {
  const code = (name: string) => (parameters.find((parameter) => parameter.name === name)?.valueCoding as Code | undefined)?.code
  return [code('specialty'), code('clinicType')].filter((part) => part !== undefined).join('/') || (code('clinicalTerm') ?? 'NAMED_CLINICIAN')
}

/** The specialty the criteria name, with its display. */
export function specialtyOf(parameters: readonly CriteriaParameter[]): { code: string; display: string } | undefined {
  const code = (parameters.find((parameter) => parameter.name === 'specialty')?.valueCoding as Code | undefined)?.code
  return code === undefined ? undefined : { code, display: conceptOf('SPECIALTY', code)?.display ?? code }
}

function optional<Name extends string, Value>(name: Name, value: Value | undefined): Partial<Record<Name, Value>> {
  return value === undefined ? {} : ({ [name]: value } as Record<Name, Value>)
}
