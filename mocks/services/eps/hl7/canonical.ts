import { DOMParser } from '@xmldom/xmldom'
import { ExclusiveCanonicalization } from 'xml-crypto'

export const EXCLUSIVE_C14N = 'http://www.w3.org/2001/10/xml-exc-c14n#'

/** XML that is no XML. */
export class UnreadableXml extends Error {}

/** Reads XML strictly: whatever the parser would merely warn about counts as unreadable. */
export function parseXml(text: string): globalThis.Element {
  const refuse = (message: string) => {
    throw new UnreadableXml(message)
  }
  const document = new DOMParser({ errorHandler: { warning: refuse, error: refuse, fatalError: refuse } }).parseFromString(
    text,
    'application/xml',
  ) as globalThis.Document | undefined
  if (!document?.documentElement) throw new UnreadableXml('no document element')
  return document.documentElement
}

/** Exclusive XML canonicalisation (without comments) of an element. */
export function canonicalise(element: globalThis.Element): string {
  return new ExclusiveCanonicalization().process(element, {})
}

/** Takes away text that is only white space: indentation says nothing and is not signed. */
export function withoutIndentation(element: globalThis.Element): globalThis.Element {
  const copy = element.cloneNode(true) as globalThis.Element
  strip(copy)
  return copy
}

function strip(node: globalThis.Node): void {
  for (let child = node.firstChild; child;) {
    const next = child.nextSibling
    if (child.nodeType === 3 && child.nodeValue?.trim() === '') node.removeChild(child)
    else strip(child)
    child = next
  }
}
