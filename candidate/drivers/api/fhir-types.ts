import { CandidateFault } from '../../port/faults.ts'
import type { Resource } from './fhir-client.ts'

/** The parts of FHIR R4 resources that the driver reads. Everything is optional: it comes from outside. */
export interface FhirIdentifier {
  use?: string
  system?: string
  value?: string
  extension?: FhirExtension[]
}

export interface FhirExtension {
  url?: string
  valueCode?: string
  valueString?: string
  valueCodeableConcept?: FhirConcept
  valueReference?: FhirReference
  valueIdentifier?: FhirIdentifier
  valueBoolean?: boolean
  extension?: FhirExtension[]
}

export interface FhirConcept {
  text?: string
  coding?: { system?: string; code?: string; display?: string }[]
}

export interface FhirReference {
  reference?: string
  identifier?: FhirIdentifier
  display?: string
}

export interface FhirParameter {
  name?: string
  valueString?: string
  valueCode?: string
  valueDate?: string
  valueDateTime?: string
  valueBoolean?: boolean
  valueInteger?: number
  valueIdentifier?: FhirIdentifier
  resource?: Resource
  part?: FhirParameter[]
}

/** Parameters for an operation; values that are `undefined` are left out. */
export function parameters(values: Record<string, string | boolean | number | undefined>): Resource {
  return {
    resourceType: 'Parameters',
    parameter: Object.entries(values)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) =>
        typeof value === 'boolean' ? { name, valueBoolean: value } : typeof value === 'number' ? { name, valueInteger: value } : { name, valueString: value },
      ),
  }
}

/**
 * The parameters of an operation's answer.
 *
 * @throws CandidateFault when the answer is something else
 */
export function parametersOf(resource: Resource | undefined): FhirParameter[] {
  return (expected(resource, 'Parameters')['parameter'] ?? []) as FhirParameter[]
}

/** The text of a parameter's part, whatever its string type. */
export function partText({ part = [] }: FhirParameter, name: string): string | undefined {
  const found = part.find((each) => each.name === name)
  return found?.valueCode ?? found?.valueString ?? found?.valueDate
}

/**
 * The resources of a Bundle's entries.
 *
 * @throws CandidateFault when the answer is no Bundle: that is not the same as an empty one
 */
export function entriesOf(resource: Resource | undefined): Resource[] {
  return ((expected(resource, 'Bundle')['entry'] ?? []) as { resource?: Resource }[]).flatMap((entry) => (entry.resource ? [entry.resource] : []))
}

function expected(resource: Resource | undefined, type: string): Resource {
  if (resource?.resourceType === type) return resource
  throw new CandidateFault(`The candidate answered with something else than asked for: expected a ${type}, saw ${resource ? `a ${resource.resourceType}` : 'no body'}.`)
}

export const NHS_NUMBER_SYSTEM = 'https://fhir.nhs.uk/Id/nhs-number'
export const ODS_SYSTEM = 'https://fhir.nhs.uk/Id/ods-organization-code'
