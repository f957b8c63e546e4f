import { behaviour } from '../../behaviour.ts'
import { at, descendants, type XmlElement } from '../../spine/xml.ts'
import type { ViewedSummary } from '../summary.ts'

/** Elements after which a new line begins. */
const LINES = new Set(['p', 'tr', 'li', 'div', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'br'])

/** Who has made a summary: a person, with a smartcard or without; of initial summaries, an organisation. */
const AUTHORS = new Set(['agentPersonSDS', 'agentPerson', 'agentOrganizationSDS', 'agentOrganization'])

/** The text of a summary, with who made it, where and when. */
export const shownInHl7 = behaviour('summaries.shownInHl7', (summary: XmlElement): ViewedSummary => {
  const value = at(summary, 'excerptFrom', 'UKCT_MT144051UK01.CareProfessionalDocumentationCRE', 'component', 'presentationText', 'value')
  const named = at(summary, 'author')?.children.find(({ name }) => name.startsWith('UKCT_'))?.children.find(({ name }) => AUTHORS.has(name))
  const author = wordsOf(at(named, 'name'))
  const practice = wordsOf(descendants(value, 'p').find(({ attributes }) => attributes['id'] === 'Practice'))
  const id = at(summary, 'id')?.attributes['root']
  const date = instantOf(at(summary, 'effectiveTime')?.attributes['value'] ?? '')
  return {
    found: true,
    ...(id !== undefined && { id: id.toUpperCase() }),
    ...(date !== undefined && { date }),
    ...(author !== '' && { author }),
    ...(practice !== '' && { practice }),
    sections: sectionsIn(descendants(value, 'body')[0] ?? value),
  }
})

/** What stands below each heading; what stands above the first belongs to the summary as a whole. */
function sectionsIn(body: XmlElement | undefined): { title: string; text: string }[] {
  const sections: { title: string; text: string }[] = []
  for (const child of body?.children ?? []) {
    if (child.name === 'h1' || child.name === 'h2') sections.push({ title: wordsOf(child), text: '' })
    else {
      const last = sections.at(-1) ?? sections[sections.push({ title: '', text: '' }) - 1]!
      last.text = [last.text, linesOf(child)].filter((text) => text !== '').join('\n')
    }
  }
  return sections
}

/** `20201117010000` as an ISO instant; nothing for what is no time. */
function instantOf(time: string): string | undefined {
  const [, year, month, day, hour = '00', minute = '00', second = '00'] = /^(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?/.exec(time) ?? []
  return year === undefined ? undefined : `${year}-${month}-${day}T${hour}:${minute}:${second}Z`
}

const wordsOf = (element: XmlElement | undefined): string => (element ? [element.text, ...element.children.map(wordsOf)].filter((words) => words !== '').join(' ').replaceAll(/\s+/g, ' ') : '')

/** The words of an element, one line a paragraph or row. */
function linesOf(element: XmlElement): string {
  if (!element.children.some(hasLines)) return wordsOf(element)
  return [element.text, ...element.children.map(linesOf)].filter((text) => text !== '').join('\n')
}

const hasLines = (element: XmlElement): boolean => LINES.has(element.name) || element.children.some(hasLines)
