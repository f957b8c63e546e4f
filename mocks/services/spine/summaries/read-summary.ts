import { DOMParser, XMLSerializer } from '@xmldom/xmldom'
import { all, at, descendants, type XmlElement } from '../xml.ts'
import { OID } from './codes.ts'
import type { Section, SummaryFacts } from './state.ts'

const rooted = (element: XmlElement | undefined, root: string) => (element?.attributes['root'] === root ? element.attributes['extension'] : undefined)
const upper = (id: string | undefined) => (id ?? '').toUpperCase()

/** The GPSummary of an interaction. */
export const gpSummaryIn = (payload: XmlElement): XmlElement | undefined => at(payload, 'ControlActEvent', 'subject', 'GPSummary')

/** Where the text of a summary is. */
export const presentationOf = (summary: XmlElement | undefined): XmlElement | undefined =>
  at(summary, 'excerptFrom', 'UKCT_MT144051UK01.CareProfessionalDocumentationCRE', 'component', 'presentationText')

/** A person, with a smartcard or without; in initial summaries, an organisation. */
const AUTHORS = new Set(['agentPersonSDS', 'agentPerson', 'agentOrganizationSDS', 'agentOrganization'])

/** Reads what a summary says of itself. Nothing is demanded of it. */
export function summaryFacts(summary: XmlElement | undefined): SummaryFacts {
  const agent = at(summary, 'author')?.children.find(({ name }) => name.startsWith('UKCT_'))
  const named = agent?.children.find(({ name }) => AUTHORS.has(name))
  const userId = rooted(at(named, 'id'), OID.user)
  const roleId = rooted(at(agent, 'id'), OID.roleProfile)
  const value = at(presentationOf(summary), 'value')
  return {
    id: upper(at(summary, 'id')?.attributes['root']),
    nhsNumber: rooted(at(summary, 'recordTarget', 'patient', 'id'), OID.nhsNumber) ?? '',
    replaces: all(summary, 'replacementOf').map((each) => upper(at(each, 'priorMessageRef', 'id')?.attributes['root'])),
    author: { name: wordsOf(at(named, 'name')), ...(userId !== undefined && { userId }), ...(roleId !== undefined && { roleId }) },
    practice: wordsOf(descendants(value, 'p').find(({ attributes }) => attributes['id'] === 'Practice')),
    sections: sectionsIn(descendants(value, 'body')[0] ?? at(value, 'html')),
  }
}

/** The text below each heading of the second rank, up to the next. */
function sectionsIn(body: XmlElement | undefined): Section[] {
  const sections: Section[] = []
  for (const child of body?.children ?? []) {
    if (child.name === 'h2') sections.push({ code: child.attributes['id'] ?? '', title: wordsOf(child), text: '' })
    else {
      const last = sections.at(-1)
      if (last) last.text = `${last.text}\n${wordsOf(child)}`.trim()
    }
  }
  return sections
}

function wordsOf(element: XmlElement | undefined): string {
  if (!element) return ''
  return [element.text.replaceAll(/\s+/g, ' '), ...element.children.map(wordsOf)].filter((words) => words !== '').join(' ')
}

/** The GPSummary of a payload as XML that stands by itself. The payload has been read already: it is well formed. */
export function gpSummaryXml(payload: string): string {
  const [element] = Array.from(new DOMParser().parseFromString(payload, 'application/xml').getElementsByTagNameNS('*', 'GPSummary') as unknown as ArrayLike<Element>)
  return element ? new XMLSerializer().serializeToString(element) : ''
}
