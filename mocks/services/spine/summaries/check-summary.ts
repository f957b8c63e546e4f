import { readFileSync } from 'node:fs'
import type { Violation } from '../../../../config/evidence.ts'
import { wrapperFlaws } from '../gp2gp/structure.ts'
import { at, descendants, type XmlElement } from '../xml.ts'
import { CORE_HEADINGS, OID, PRESENTATION } from './codes.ts'
import { gpSummaryIn, presentationOf, summaryFacts } from './read-summary.ts'

/** Required elements by their parent (`grandparent/parent` where that matters), and codes that never change. */
const STRUCTURE = JSON.parse(readFileSync(new URL('structure.json', import.meta.url), 'utf8')) as { required: Record<string, string[]>; codes: Record<string, string> }

const CLAUSE = 'GP Summary update REPC_IN150016UK05 (MIM 4.2.00), published messages'
const TEXT = 'GP Summary: presentation text and XHTML specifications'
const UUID = /^[0-9A-F]{8}-([0-9A-F]{4}-){3}[0-9A-F]{12}$/

/** Elements that make a document do something, or bring something from elsewhere. */
const ACTIVE = new Set(['script', 'object', 'embed', 'iframe', 'form', 'link', 'img', 'meta'])

/**
 * What of an update is not as the published messages have it. The Spine is not known to refuse an update for these, so they are noted:
 * the line is in the journal, and nobody who sends it goes through a scenario unnoticed.
 */
export function summaryFlaws(payload: XmlElement): Violation[] {
  const summary = gpSummaryIn(payload)
  return [...wrapperFlaws(payload, CLAUSE), ...structureFlaws(payload, ''), ...idFlaws(summary), ...textFlaws(presentationOf(summary))]
}

function structureFlaws(element: XmlElement, parent: string): Violation[] {
  const flaw = (rule: string, detail: string): Violation => ({ rule, detail, clause: CLAUSE, pointer: element.name })
  const required = STRUCTURE.required[`${parent}/${element.name}`] ?? STRUCTURE.required[element.name] ?? []
  const missing = required.filter((name) => !at(element, name))
  const code = STRUCTURE.codes[`${parent}/${element.name}`]
  return [
    ...(missing.length > 0 ? [flaw('element-missing', `${element.name} has no ${missing.join(', ')}`)] : []),
    ...(code !== undefined && element.attributes['code'] !== code ? [flaw('fixed-code', `${parent}/${element.name} is ${element.attributes['code'] ?? 'missing'}, not ${code}`)] : []),
    // What stands in the text is no part of the message's structure.
    ...(element.name === 'value' ? [] : element.children.flatMap((child) => structureFlaws(child, element.name))),
  ]
}

function idFlaws(summary: XmlElement | undefined): Violation[] {
  if (!summary) return []
  const { id, author } = summaryFacts(summary)
  const flaws: Violation[] = []
  const flaw = (rule: string, detail: string, pointer: string) => flaws.push({ rule, detail, clause: CLAUSE, pointer })
  if (!UUID.test(id)) flaw('id', 'the id of the summary is no UUID', 'GPSummary/id')
  if (author.name === '') flaw('author', 'the author of the summary has no name', 'GPSummary/author')
  if (author.userId === undefined || author.roleId === undefined) flaw('author', 'the author of the summary is not identified by SDS user and role profile', 'GPSummary/author')
  const patient = at(summary, 'recordTarget', 'patient', 'id')
  if (patient && patient.attributes['root'] !== OID.nhsNumber) flaw('nhs-number', 'the patient is not named by NHS number', 'recordTarget/patient/id')
  return flaws
}

function textFlaws(presentation: XmlElement | undefined): Violation[] {
  if (!presentation) return []
  const flaws: Violation[] = []
  const flaw = (rule: string, detail: string) => flaws.push({ rule, detail, clause: TEXT, pointer: 'presentationText/value' })
  const html = at(presentation, 'value', 'html')
  if (html?.namespace !== PRESENTATION) flaw('presentation-text', `the text is no html of the namespace ${PRESENTATION}`)
  const headings = descendants(html, 'h2').map(({ attributes }) => attributes['id'])
  const missing = CORE_HEADINGS.filter((code) => !headings.includes(code))
  if (missing.length > 0) flaw('core-heading', `headings are missing: ${missing.join(', ')}`)
  for (const element of html ? everyElement(html) : []) {
    if (ACTIVE.has(element.name.toLowerCase())) flaw('active-content', `the text has <${element.name}>`)
    for (const [name, value] of Object.entries(element.attributes)) if (/^on/i.test(name) || /^(https?:|javascript:|data:|\/\/)/i.test(value)) flaw('active-content', `the text has ${name}="${value.slice(0, 60)}"`)
  }
  return flaws
}

const everyElement = (element: XmlElement): XmlElement[] => [element, ...element.children.flatMap(everyElement)]
