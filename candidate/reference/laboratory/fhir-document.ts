import { isObject, type JsonObject } from '../national/json.ts'

/** One thing, or the list of them that FHIR has there: some senders leave the list out. */
export const listed = (value: unknown): JsonObject[] => (Array.isArray(value) ? value : [value]).filter(isObject)

/** A text that says something. */
export const textIn = (value: unknown): string | undefined => (typeof value === 'string' && value.trim() !== '' ? value : undefined)

/** The value of an identifier of a system. */
export const identified = (resource: JsonObject | undefined, system: string): string | undefined => textIn(listed(resource?.['identifier']).find((each) => each['system'] === system)?.['value'])

/** The words of a CodeableConcept. */
export function wordsOf(concept: unknown): string | undefined {
  if (!isObject(concept)) return undefined
  const coding = listed(concept['coding'])
  return textIn(concept['text']) ?? coding.map(({ display }) => textIn(display)).find((words) => words !== undefined) ?? coding.map(({ code }) => textIn(code)).find((words) => words !== undefined)
}

/** The words of notes, each as it stands. */
export const notesIn = (notes: unknown): string[] => listed(notes).flatMap(({ text }) => textIn(text) ?? [])

/** A FHIR document, to be read by following its references. */
export interface FhirDocument {
  all(type: string): JsonObject[]
  /** Every resource in it. */
  resources: readonly JsonObject[]
  /** What a reference leads to: within the resource, by the address of its entry, or by type and id. */
  follow(reference: unknown, type: string, within?: JsonObject): JsonObject | undefined
}

/**
 * Opens a document; undefined for what is none. Numbers of quantities stay as they were written, as texts: 4.20 is not 4.2.
 * Source: FHIR R4, decimal: "the precision of the decimal value has significance".
 */
export function openDocument(text: string): FhirDocument | undefined {
  const asWritten = (key: string, value: unknown, context?: { source?: string }) => (key === 'value' && typeof value === 'number' ? (context?.source ?? String(value)) : value)
  const bundle: unknown = JSON.parse(text, asWritten)
  if (!isObject(bundle) || bundle['resourceType'] !== 'Bundle' || bundle['type'] !== 'document') return undefined
  const entries = listed(bundle['entry']).flatMap(({ fullUrl, resource }) => (isObject(resource) ? [{ fullUrl, resource }] : []))
  const resources = entries.map(({ resource }) => resource)
  // Of two at one address the first counts.
  const byAddress = new Map<string, JsonObject>()
  for (const { fullUrl, resource } of entries)
    for (const address of [textIn(fullUrl), `${String(resource['resourceType'])}/${String(resource['id'])}`]) if (address !== undefined && !byAddress.has(address)) byAddress.set(address, resource)
  return {
    resources,
    all: (type) => resources.filter(({ resourceType }) => resourceType === type),
    follow: (reference, type, within) => {
      const target = isObject(reference) ? textIn(reference['reference']) : undefined
      if (target === undefined) return undefined
      const found = target.startsWith('#')
        ? listed(within?.['contained']).find(({ id }) => `#${String(id)}` === target)
        : byAddress.get(target)
      return found?.['resourceType'] === type ? found : undefined
    },
  }
}
