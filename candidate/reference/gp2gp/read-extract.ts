import { isSnomedId } from '../allergies/snomed.ts'
import { behaviour } from '../behaviour.ts'
import { all, at, descendants, readXml, type XmlElement } from '../spine/xml.ts'
import { OID } from './codes.ts'
import { marksWithin } from './marks.ts'
import type { Entry, Mark } from './transfer.ts'

/** A record as it was received. */
export interface Extract {
  messageId: string
  extractId: string
  nhsNumber: string
  /** ODS code of the practice that has written it. */
  author: string
  entries: readonly Entry[]
}

/** An extract that cannot be processed as it stands. */
export class MalformedExtract extends Error {}

/** Elements without which an extract is none. Source: RCMR_MT030101UK04. */
const REQUIRED = ['id', 'statusCode', 'availabilityTime', 'recordTarget', 'author', 'component']

const rooted = (element: XmlElement | undefined, root: string) => (element?.attributes['root'] === root ? element.attributes['extension'] : undefined)

/**
 * Reads an extract (RCMR_IN030000UK06 or UK07). `skeletons`: what of it came in files of its own.
 *
 * @throws MalformedExtract for what is no XML, or no extract with a patient
 */
export const readExtract = behaviour('gp2gp.readExtract', (payload: string, skeletons: ReadonlyMap<string, string> = new Map()): Extract => {
  const root = [...skeletons].reduce((whole, [id, file]) => putBack(whole, id, readOrThrow(file)), readOrThrow(payload))
  const extract = at(root, 'ControlActEvent', 'subject', 'EhrExtract')
  const missing = REQUIRED.filter((name) => !at(extract, name))
  if (!extract || missing.length > 0) throw new MalformedExtract(`it has no ${extract ? missing.join(', ') : 'EhrExtract'}`)
  const nhsNumber = rooted(at(extract, 'recordTarget', 'patient', 'id'), OID.nhsNumber)
  if (nhsNumber === undefined) throw new MalformedExtract('it does not say whose record it is')
  return {
    messageId: at(root, 'id')?.attributes['root'] ?? '',
    extractId: at(extract, 'id')?.attributes['root'] ?? '',
    nhsNumber,
    author: rooted(at(extract, 'author', 'AgentOrgSDS', 'agentOrganizationSDS', 'id'), OID.organisation) ?? '',
    entries: entriesIn(extract),
  }
})

function readOrThrow(xml: string): XmlElement {
  try {
    return readXml(xml.replace(/^\uFEFF/, ''))
  } catch (error) {
    throw new MalformedExtract(`it is no XML: ${(error as Error).message}`)
  }
}

/** Puts a part of the record back where a statement stands for it; some senders put the whole message into the file. Source: GP2GP large messages, skeleton. */
export const putBack = behaviour('gp2gp.putBack', (root: XmlElement, id: string, part: XmlElement): XmlElement => {
  if (part.name === root.name) return part
  let found = false
  const within = (element: XmlElement): XmlElement => {
    if (!found && at(element, 'id')?.attributes['root'] === id) {
      found = true
      return part
    }
    return { ...element, children: element.children.map(within) }
  }
  const whole = within(root)
  if (!found) throw new MalformedExtract(`nothing in it stands for the part with id ${id}`)
  return whole
})

/** Everything that an extract says, in its order. */
export const entriesIn = behaviour('gp2gp.entriesIn', (extract: XmlElement): Entry[] => {
  // A link set makes a problem of the statement that it names, and may have a mark for it.
  const problems = new Map(descendants(extract, 'LinkSet').map((set) => [at(set, 'conditionNamed', 'namedStatementRef', 'id')?.attributes['root'], marksWithin(set, [])]))
  return descendants(extract, 'ehrComposition').flatMap((composition) => statementsIn(composition, { problems, inAllergies: false, marks: marksWithin(composition, []) }))
})

/** Read codes of the categories in which an extract has allergies: to anything, and to drugs. */
const ALLERGY_CATEGORIES = new Set(['SN53.00', '14L..00'])

/** Where in a record statements are: which of them are problems, and what holds for all of them. */
interface Around {
  /** By the id of the statement, with the marks of the problem. */
  problems: ReadonlyMap<string | undefined, readonly Mark[]>
  inAllergies: boolean
  marks: readonly Mark[]
}

function statementsIn(element: XmlElement, around: Around): Entry[] {
  return element.children.flatMap((child): Entry[] => {
    const marks = marksWithin(child, around.marks)
    return entriesAt(child, { ...around, marks }).map(({ marks: own = [], ...entry }) => {
      const all = new Set([...marks, ...own])
      return { ...entry, ...(all.size > 0 && { marks: [...all] }) }
    })
  })
}

function entriesAt(child: XmlElement, around: Around): Entry[] {
  const { problems, inAllergies } = around
  switch (child.name) {
    case 'CompoundStatement': {
      const category = at(child, 'code')
      const allergies = inAllergies || (category?.attributes['codeSystem'] === OID.read && ALLERGY_CATEGORIES.has(category.attributes['code'] ?? ''))
      return statementsIn(child, { ...around, inAllergies: allergies })
    }
    case 'ObservationStatement':
      return [inAllergies ? observationIn(child, 'allergy') : problemOrResult(child, problems.get(at(child, 'id')?.attributes['root']))]
    case 'MedicationStatement':
      return [medicationIn(child)]
    case 'NarrativeStatement':
      return [narrativeIn(child)]
    case 'PlanStatement':
    case 'RequestStatement': {
      const text = at(child, 'text')?.text
      return [{ kind: 'other', ...coded(at(child, 'code')), ...dated(child), ...(text !== undefined && text !== '' && { text }) }]
    }
    case 'LinkSet':
    case 'EhrEmpty':
      return []
    default:
      return statementsIn(child, around)
  }
}

const problemOrResult = (statement: XmlElement, marks: readonly Mark[] | undefined): Entry => (marks ? { ...observationIn(statement, 'problem'), marks } : observationIn(statement, 'result'))

function observationIn(statement: XmlElement, kind: 'allergy' | 'problem' | 'result'): Entry {
  const value = at(statement, 'value')
  const words = [
    value && [value.attributes['value'] ?? value.attributes['displayName'] ?? value.text, value.attributes['unit']].filter(Boolean).join(' '),
    ...all(statement, 'pertinentInformation').map((each) => at(each, 'pertinentAnnotation', 'text')?.text),
  ].filter((each) => each !== undefined && each !== '')
  return { kind, ...coded(at(statement, 'code')), ...dated(statement), ...(words.length > 0 && { text: words.join('. ') }) }
}

function medicationIn(statement: XmlElement): Entry {
  const components = all(statement, 'component')
  const supply = components.map((each) => at(each, 'ehrSupplyAuthorise') ?? at(each, 'ehrSupplyPrescribe')).find((each) => each !== undefined)
  const isPlan = components.some((each) => at(each, 'ehrSupplyAuthorise'))
  const ended = components.some((each) => at(each, 'ehrSupplyDiscontinue'))
  const dosage = at(statement, 'pertinentInformation', 'pertinentMedicationDosage', 'text')?.text
  const quantity = Number(at(supply, 'quantity')?.attributes['value'])
  const repeats = Number(at(supply, 'repeatNumber')?.attributes['value'] ?? 0)
  return {
    // What was only issued has been given: it is history, and nothing to go on with.
    kind: isPlan || !supply ? 'medication' : 'other',
    ...coded(at(statement, 'consumable', 'manufacturedProduct', 'manufacturedMaterial', 'code')),
    ...dated(statement),
    ...(dosage !== undefined && dosage !== '' && { dosage }),
    ...(quantity > 0 && { quantity }),
    ...(repeats > 0 && { repeats }),
    ...(ended && { ended }),
  }
}

function narrativeIn(statement: XmlElement): Entry {
  const text = at(statement, 'text')?.text ?? ''
  const document = at(statement, 'reference', 'referredToExternalDocument')
  if (!document) return { kind: 'consultation', term: text.slice(0, 80), text, degraded: false, ...dated(statement) }
  const address = at(document, 'text', 'reference')?.attributes['value'] ?? ''
  const contentType = at(document, 'text')?.attributes['mediaType']
  return { kind: 'document', term: text === '' ? (at(document, 'code', 'originalText')?.text ?? 'Document') : text, degraded: false, filename: filenameIn(address), marks: marksWithin(document, []), ...(contentType !== undefined && { contentType }), ...dated(statement) }
}

/** `file://localhost/name%20of%20file.txt` */
export function filenameIn(address: string): string {
  const name = address.slice(address.lastIndexOf('/') + 1)
  try {
    return decodeURIComponent(name)
  } catch {
    // A percent sign that encodes nothing belongs to the name.
    return name
  }
}

/** Whether a code is that of a SNOMED CT concept, and not of a description of one: the digits before the last tell. */
const isConcept = (code: string): boolean => isSnomedId(code) && /[01]0\d$/.test(code)

/** A SNOMED CT code where there is one, in the code or its translations; words otherwise, and then the entry is degraded. */
export const coded = behaviour('gp2gp.coded', (code: XmlElement | undefined): Pick<Entry, 'code' | 'term' | 'degraded'> => {
  const candidates = code ? [code, ...all(code, 'translation')] : []
  const snomed = candidates.find(({ attributes }) => attributes['codeSystem'] === OID.snomed && isConcept(attributes['code'] ?? ''))?.attributes['code']
  const original = at(code, 'originalText')?.text
  const term = [code?.attributes['displayName'], original].find((each) => each !== undefined && each !== '') ?? 'No words given'
  return { term, degraded: snomed === undefined, ...(snomed !== undefined && { code: snomed }) }
})

function dated(statement: XmlElement): Pick<Entry, 'date'> {
  const effective = at(statement, 'effectiveTime')
  const value = [at(effective, 'center'), at(effective, 'low'), effective, at(statement, 'availabilityTime')].map((each) => each?.attributes['value']).find((each) => /^\d{8}/.test(each ?? ''))
  return value === undefined ? {} : { date: `${value.slice(0, 4)}-${value.slice(4, 6)}-${value.slice(6, 8)}` }
}
