import type { Identifier, Coding, Reference, Extension, Resource, MessageHeader, MedicationRequest, Patient, Bundle } from './fhir-types.ts'
import { ProcessingError } from './processing-error.ts'

export type * from './fhir-types.ts'

/** All resources of a type, in the order of the bundle. */
export function resourcesOf<R extends Resource>(bundle: Bundle, resourceType: string): R[] {
  return bundle.entry.map((entry) => entry.resource).filter((resource) => resource.resourceType === resourceType) as R[]
}

export function medicationRequestsOf(bundle: Bundle): MedicationRequest[] {
  return resourcesOf<MedicationRequest>(bundle, 'MedicationRequest')
}

/** Which message the bundle is: `prescription-order`, `prescription-order-update`. */
export function eventOf(bundle: Bundle): string | undefined {
  const header = only(resourcesOf<MessageHeader>(bundle, 'MessageHeader'), 'Bundle.entry', "resource.resourceType == 'MessageHeader'")
  return header.eventCoding?.code
}

export function patientOf(bundle: Bundle): Patient {
  return only(resourcesOf<Patient>(bundle, 'Patient'), 'Bundle.entry', "resource.resourceType == 'Patient'")
}

/** The one element there must be. */
export function only<T>(elements: readonly T[] | undefined, path: string, condition?: string): T {
  if (!elements) throw new ProcessingError('INVALID_VALUE', 'Required field missing.', path)
  const where = condition ? ` where ${condition}` : ''
  if (elements.length === 0)
    throw new ProcessingError('TOO_FEW_VALUES_SUBMITTED', `Too few values submitted. Expected 1 element${where}.`, path)
  if (elements.length > 1)
    throw new ProcessingError('TOO_MANY_VALUES_SUBMITTED', `Too many values submitted. Expected 1 element${where}.`, path)
  return elements[0]!
}

/** The one element there may be. */
export function onlyOrNone<T>(elements: readonly T[] | undefined, path: string, condition?: string): T | undefined {
  if (elements && elements.length > 1) {
    throw new ProcessingError(
      'TOO_MANY_VALUES_SUBMITTED',
      `Too many values submitted. Expected at most 1 element${condition ? ` where ${condition}` : ''}.`,
      path,
    )
  }
  return elements?.[0]
}

/** The resource an entry of the bundle holds. */
export function resolve<R extends Resource>(bundle: Bundle, reference: Reference | undefined): R {
  const url = reference?.reference
  return only(
    bundle.entry.filter((entry) => entry.fullUrl === url),
    'Bundle.entry',
    `fullUrl == '${url}'`,
  ).resource as R
}

export function identifierValue(identifiers: readonly Identifier[] | undefined, system: string, path: string): string {
  if (!identifiers) throw new ProcessingError('INVALID_VALUE', 'Required field missing.', path)
  return (
    only(
      identifiers.filter((identifier) => identifier.system === system),
      path,
      `system == '${system}'`,
    ).value ?? ''
  )
}

export function identifierValueOrNone(identifiers: readonly Identifier[] | undefined, system: string, path: string): string | undefined {
  return onlyOrNone(
    identifiers?.filter((identifier) => identifier.system === system),
    path,
    `system == '${system}'`,
  )?.value
}

export function extension(extensions: readonly Extension[] | undefined, url: string, path: string): Extension {
  return only(
    extensions?.filter((candidate) => candidate.url === url),
    path,
    `url == '${url}'`,
  )
}

export function extensionOrNone(extensions: readonly Extension[] | undefined, url: string, path: string): Extension | undefined {
  return onlyOrNone(
    extensions?.filter((candidate) => candidate.url === url),
    path,
    `url == '${url}'`,
  )
}

export function codingOfSystem(codings: readonly Coding[] | undefined, system: string, path: string): Coding {
  return only(
    codings?.filter((coding) => coding.system === system),
    path,
    `system == '${system}'`,
  )
}
