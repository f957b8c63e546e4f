import { behaviour } from '../behaviour.ts'
import { fromXml } from '../itk/fhir-xml.ts'
import { isTree, type Tree } from '../itk/tree.ts'
import { isObject, type JsonObject } from '../national/json.ts'

/** Elements of the resources read here that are lists in JSON even where XML has one of them. */
const LISTS = new Set([
  'parameter', 'part', 'identifier', 'extension', 'contained', 'telecom', 'address', 'line', 'given', 'prefix', 'suffix', 'slot', 'participant', 'coding',
  'communication', 'contact', 'photo', 'link', 'entry', 'serviceType', 'reason', 'specialty', 'profile', 'generalPractitioner',
])

/** Lists where they have something in them, and text elsewhere: the names of a patient, the name of an organisation. */
const LISTS_OF_ELEMENTS = new Set(['name', 'type'])

const BOOLEANS = /^(valueBoolean|active|interpreterRequired|deceasedBoolean|multipleBirthBoolean)$/
const NUMBERS = /^(valueInteger|valuePositiveInt|valueDecimal|minutesDuration|priority)$/

/** What FHIR in XML says, as the same in JSON would: lists where JSON has them, numbers and yes or no as what they are. */
export const asJson = behaviour('gp-connect.asJson', (tree: Tree): JsonObject => members(tree))

const members = (tree: Tree): JsonObject => Object.fromEntries(Object.entries(tree).map(([name, value]) => [name, member(name, value)]))

function member(name: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => single(name, each))
  const read = single(name, value)
  return LISTS.has(name) || (LISTS_OF_ELEMENTS.has(name) && isObject(read)) ? [read] : read
}

function single(name: string, value: unknown): unknown {
  if (isTree(value)) return members(value)
  if (BOOLEANS.test(name) && (value === 'true' || value === 'false')) return value === 'true'
  return NUMBERS.test(name) && value !== '' && !Number.isNaN(Number(value)) ? Number(value) : value
}

/** Reads a resource in XML; nothing for what is no XML, or no FHIR. */
export function resourceInXml(text: string): JsonObject | undefined {
  try {
    return asJson(fromXml(text))
  } catch {
    // Whoever sent it is told that it is no resource; the parser's words are of no use to them.
    return undefined
  }
}
