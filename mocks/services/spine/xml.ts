import { DOMParser } from '@xmldom/xmldom'

/** An XML element as it was read. Prefixes are gone; white space around text too. */
export interface XmlElement {
  /** Local name. */
  name: string
  namespace: string
  /** By name without prefix; where two differ in prefix only, the last. Declarations of namespaces are none. */
  attributes: Readonly<Record<string, string>>
  children: readonly XmlElement[]
  /** Text directly in it. */
  text: string
}

/** No message of the published specifications is nested so deep. */
const DEEPEST = 200

/**
 * Reads an XML document.
 *
 * @throws Error for what is not well formed, has a document type (entities could grow beyond all bounds) or is nested without end
 */
export function readXml(xml: string): XmlElement {
  if (/<!DOCTYPE/i.test(xml)) throw new Error('a document type is not allowed')
  const fail = (message: string) => {
    throw new Error(message.split('\n')[0])
  }
  const root = new DOMParser({ errorHandler: { warning: fail, error: fail, fatalError: fail } }).parseFromString(xml.trim(), 'application/xml').documentElement
  if (!root) throw new Error('there is no element')
  return elementOf(root, 0)
}

function elementOf(element: Element, depth: number): XmlElement {
  if (depth > DEEPEST) throw new Error(`elements are nested more than ${DEEPEST} deep`)
  const nodes = Array.from(element.childNodes as unknown as ArrayLike<Node>)
  return {
    name: element.localName,
    namespace: element.namespaceURI ?? '',
    attributes: attributesOf(element),
    children: nodes.filter((node): node is Element => node.nodeType === 1).map((child) => elementOf(child, depth + 1)),
    text: nodes.filter(({ nodeType }) => nodeType === 3 || nodeType === 4).map(({ nodeValue }) => nodeValue ?? '').join('').trim(),
  }
}

function attributesOf(element: Element): Record<string, string> {
  const given = Array.from(element.attributes as unknown as ArrayLike<Attr>).filter(({ name }) => !/^xmlns(:|$)/.test(name))
  return Object.fromEntries(given.map((each) => [each.localName ?? each.name, each.value]))
}

/** The elements of a name directly below. */
export const all = (element: XmlElement | undefined, name: string): XmlElement[] => element?.children.filter((child) => child.name === name) ?? []

/** The first element at a path. */
export const at = (element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined => path.reduce<XmlElement | undefined>((here, name) => here?.children.find((child) => child.name === name), element)

/** Every element of a name, however deep, in the order of the document. */
export const descendants = (element: XmlElement | undefined, name: string): XmlElement[] => element?.children.flatMap((child) => [...(child.name === name ? [child] : []), ...descendants(child, name)]) ?? []
