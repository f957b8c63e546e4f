/** The parts of a patient's record that are written and read on their own. */
export const PARTS = ['Consent', 'Flag', 'List', 'UnderlyingConditionList'] as const

export type Part = (typeof PARTS)[number]

/** What is read beside them; nothing writes it through the API. */
export type Readable = Part | 'ThresholdCode'

/** A FHIR STU3 resource as it came or as it is answered. */
export type Resource = Record<string, unknown>

/** The NHS number in a reference to a patient on PDS, with or without a scheme. */
export function nhsNumberIn(reference: unknown): string | undefined {
  return typeof reference === 'string' ? /\/Patient\/(\d{9,10})$/.exec(reference)?.[1] : undefined
}

/** The NHS number that a resource is about: Consent names its patient, all others a subject. */
export function patientOf(resource: Resource): string | undefined {
  const about = resource.patient ?? resource.subject
  return typeof about === 'object' && about !== null ? nhsNumberIn((about as { reference?: unknown }).reference) : undefined
}
