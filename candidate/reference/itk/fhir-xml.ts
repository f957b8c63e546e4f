import { DOMParser } from '@xmldom/xmldom'
import { isTree, type Tree } from './tree.ts'

const FHIR = 'http://hl7.org/fhir'

/**
 * Reads a FHIR resource in XML into the shape that JSON would have, but that nothing is a list which occurs once.
 *
 * @throws Error for what is no XML, has a document type, or is no FHIR
 */
export function fromXml(xml: string): Tree {
  // A document type could name files of ours, or grow beyond all bounds.
  if (/<!DOCTYPE/i.test(xml)) throw new Error('a document type is not allowed')
  const fail = (message: string) => {
    throw new Error(message)
  }
  const root = new DOMParser({ errorHandler: { warning: fail, error: fail, fatalError: fail } }).parseFromString(xml, 'application/xml').documentElement
  if (!root || root.namespaceURI !== FHIR) throw new Error('this is no FHIR resource')
  return { resourceType: root.localName, ...childrenOf(root) }
}

function childrenOf(element: Element): Tree {
  const tree: Tree = {}
  const url = element.getAttribute('url')
  if (url) tree['url'] = url
  for (const child of elementsOf(element)) {
    const name = child.localName
    const value = name === 'resource' || name === 'contained' ? resourceIn(child) : valueOf(child)
    const before = tree[name]
    tree[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value]
  }
  return tree
}

function valueOf(element: Element): unknown {
  if (element.localName === 'div') return String(element)
  return element.hasAttribute('value') && elementsOf(element).length === 0 ? element.getAttribute('value') : childrenOf(element)
}

function resourceIn(element: Element): Tree | undefined {
  const [resource] = elementsOf(element)
  return resource && { resourceType: resource.localName, ...childrenOf(resource) }
}

const elementsOf = (element: Element): Element[] => Array.from(element.childNodes as unknown as ArrayLike<Node>).filter((node): node is Element => node.nodeType === 1)

/** Writes a resource as FHIR XML. Its members must be in the order of the specification, as XML wants them. */
export function toXml(resource: Tree): string {
  return `<?xml version="1.0" encoding="UTF-8"?>${resourceXml(resource, ` xmlns="${FHIR}"`)}`
}

const resourceXml = ({ resourceType, ...members }: Tree, attributes = ''): string => `<${String(resourceType)}${attributes}>${membersXml(members)}</${String(resourceType)}>`

const membersXml = (members: Tree): string =>
  Object.entries(members)
    .flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((each) => memberXml(name, each)))
    .join('')

function memberXml(name: string, value: unknown): string {
  if (value === undefined) return ''
  if (!isTree(value)) return name === 'div' ? String(value) : `<${name} value="${escaped(String(value))}"/>`
  if (value['resourceType'] !== undefined) return `<${name}>${resourceXml(value)}</${name}>`
  const { url, ...members } = value
  return name === 'extension' ? `<extension url="${escaped(String(url))}">${membersXml(members)}</extension>` : `<${name}>${membersXml(value)}</${name}>`
}

const escaped = (value: string) => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
