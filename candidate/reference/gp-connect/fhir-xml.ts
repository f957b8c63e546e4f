import type { JsonObject } from '../national/json.ts'
import { isObject } from '../national/json.ts'

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => ESCAPES[character]!)

/** A FHIR resource in XML: the JSON's members in their order. Source: FHIR STU3, XML and JSON representation. */
export function fhirXml(resource: JsonObject): string {
  return `<?xml version="1.0" encoding="UTF-8"?>${resourceXml(resource, ' xmlns="http://hl7.org/fhir"')}`
}

function resourceXml({ resourceType, ...members }: JsonObject, namespace = ''): string {
  const name = String(resourceType)
  return `<${name}${namespace}>${membersXml(members)}</${name}>`
}

const membersXml = (members: JsonObject): string =>
  Object.entries(members)
    .flatMap(([name, value]) => [value].flat().map((each) => memberXml(name, each)))
    .join('')

function memberXml(name: string, value: unknown): string {
  if (value === undefined || value === null) return ''
  if (!isObject(value)) return `<${name} value="${escaped(String(value as string | number | boolean))}"/>`
  if (typeof value['resourceType'] === 'string') return `<${name}>${resourceXml(value)}</${name}>`
  const { url, ...rest } = value
  // An extension names itself in an attribute; everywhere else a url is an element.
  return name === 'extension' || name === 'modifierExtension'
    ? `<${name} url="${escaped(String(url))}">${membersXml(rest)}</${name}>`
    : `<${name}>${membersXml(value)}</${name}>`
}
