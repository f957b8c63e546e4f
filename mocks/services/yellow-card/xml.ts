import { DOMParser } from '@xmldom/xmldom'

/** Reads XML; undefined for what is none, or has a document type of its own making. */
export function readXml(text: string): Element | undefined {
  // Entities of the sender's own are a way to blow a document up; the published DTD defines none that a report needs.
  if (/<!(DOCTYPE[^>]*\[|ENTITY)/i.test(text)) return undefined
  const refuse = (message: string): never => {
    throw new SyntaxError(message)
  }
  try {
    return (new DOMParser({ errorHandler: { warning: refuse, error: refuse, fatalError: refuse } }).parseFromString(text, 'application/xml') as Document | undefined)?.documentElement
  } catch {
    // Not well formed: the caller is told so.
    return undefined
  }
}

/** Child elements of a name. */
export const children = (of: Element | undefined, name: string): Element[] =>
  of ? Array.from(of.childNodes).filter((node): node is Element => node.nodeType === 1 && (node as Element).tagName === name) : []

/** The text directly in a child element; empty when there is none. What is nested in it may be nested without end, and is not looked at. */
export const textOf = (of: Element | undefined, name: string): string =>
  Array.from(children(of, name)[0]?.childNodes ?? [])
    .map((node) => (node.nodeType === 3 || node.nodeType === 4 ? (node.nodeValue ?? '') : ''))
    .join('')
    .trim()

const escapeXml = (value: string): string => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** `<name>...</name>`, of text or of elements that are written already. */
export const element = (name: string, content: string | readonly string[]): string => `<${name}>${typeof content === 'string' ? escapeXml(content) : content.join('')}</${name}>`
