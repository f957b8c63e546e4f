import { behaviour } from '../behaviour.ts'
import type { ItkDocument } from '../itk/message.ts'
import { optional } from '../itk/tree.ts'
import { attribute, below, children, textOf } from './dom.ts'
import { ItkFault } from './fault.ts'

const NHS_NUMBER = '2.16.840.1.113883.2.1.4.1'
const ODS = '2.16.840.1.113883.2.1.3.2.4.19.1'
const SNOMED = '2.16.840.1.113883.2.1.3.2.4.15'

/**
 * A report of 111 out of its CDA document.
 *
 * @throws ItkFault when it has no patient, no identity or nothing to read
 */
export const readCda = behaviour('nhs111.readCda', (document: Element): ItkDocument => {
  const invalid = (diagnostic: string) => new ItkFault('Invalid message', diagnostic)
  const id = attribute(below(document, 'id'), 'root')
  if (id === undefined) throw invalid('The document has no id.')
  const role = below(document, 'recordTarget', 'patientRole')
  if (!role) throw invalid('The document does not say which patient it is about.')
  const sections = sectionsOf(below(document, 'component', 'structuredBody'))
  if (sections === '') throw invalid('The document has nothing to read.')
  const html = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"></head><body>${sections}</body></html>`
  const code = below(document, 'code')
  const custodian = below(document, 'custodian', 'assignedCustodian', 'representedCustodianOrganization')
  const set = attribute(below(document, 'setId'), 'root')
  return {
    identifier: id,
    title: textOf(below(document, 'title')) ?? 'NHS 111 Report',
    ...(attribute(code, 'codeSystem') === SNOMED && attribute(code, 'code') !== undefined && { type: { code: attribute(code, 'code')!, ...optional({ display: attribute(code, 'displayName') }) } }),
    ...optional({ date: isoOf(attribute(below(document, 'effectiveTime'), 'value')), author: nameOf(below(document, 'author', 'assignedAuthor', 'assignedPerson', 'name')) }),
    custodian: optional({ odsCode: idOf(custodian, ODS), name: textOf(below(custodian, 'name')) }),
    patient: patientOf(role),
    contents: [{ contentType: 'text/html', base64: Buffer.from(html).toString('base64') }],
    parts: [],
    ...(set !== undefined && { set: { id: set, version: Number(attribute(below(document, 'versionNumber'), 'value') ?? 1) } }),
  }
})

const idOf = (of: Element | undefined, root: string): string | undefined => attribute(children(of, 'id').find((each) => attribute(each, 'root') === root), 'extension')

/** Whom a report names. Source: NHS 111 CDA, recordTarget. */
export const patientOf = behaviour('nhs111.patientOf', (role: Element): ItkDocument['patient'] => {
  const name = below(role, 'patient', 'name')
  return optional({ nhsNumber: idOf(role, NHS_NUMBER)?.replaceAll(/\s/g, ''), family: textOf(below(name, 'family')), given: textOf(below(name, 'given')), birthDate: isoOf(attribute(below(role, 'patient', 'birthTime'), 'value'))?.slice(0, 10) })
})

function nameOf(name: Element | undefined): string | undefined {
  return name && (['prefix', 'given', 'family'].flatMap((part) => children(name, part).map(textOf)).filter(Boolean).join(' ') || textOf(name))
}

/** `20220316140542` as ISO 8601, as far as it goes. */
function isoOf(value: string | undefined): string | undefined {
  const [, year, month, day, hour, minute] = /^(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d))?/.exec(value ?? '') ?? []
  return year === undefined ? undefined : `${year}-${month}-${day}${hour === undefined ? '' : `T${hour}:${minute}`}`
}

/** The words of all sections, with those below them, in order, as HTML that we have made ourselves. */
export const sectionsOf = behaviour('nhs111.sectionsOf', (body: Element | undefined): string =>
  children(body, 'component')
    .flatMap((component) => children(component, 'section'))
    .map((section) => {
      const words = narrative(below(section, 'text')).trim()
      const inside = sectionsOf(section)
      const title = textOf(below(section, 'title'))
      return words === '' && inside === '' ? '' : `${title === undefined ? '' : `<h2>${escaped(title)}</h2>`}${words === '' ? '' : `<div>${words}</div>`}${inside}`
    })
    .join(''),
)

/** Elements of a narrative that have a meaning on a page, by what they become. Everything else gives its words only. */
const TAGS: Record<string, string> = { paragraph: 'p', list: 'ul', item: 'li', table: 'table', thead: 'thead', tbody: 'tbody', tr: 'tr', th: 'th', td: 'td', caption: 'strong' }

function narrative(element: Element | undefined): string {
  if (!element) return ''
  return Array.from(element.childNodes as unknown as ArrayLike<Node>)
    .map((node) => {
      if (node.nodeType === 3 || node.nodeType === 4) return escaped(node.nodeValue ?? '')
      if (node.nodeType !== 1) return ''
      const name = (node as Element).localName
      if (name === 'br') return '<br>'
      const tag = TAGS[name]
      const inside = narrative(node as Element)
      return tag === undefined ? inside : `<${tag}>${inside}</${tag}>`
    })
    .join('')
}

const escaped = (value: string) => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
