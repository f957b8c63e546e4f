/** An XML element of an HL7 V3 message. Order of children is meaning; order of attributes is not. */
export interface Element {
  name: string
  attributes: Readonly<Record<string, string>>
  children: readonly Node[]
}

export type Node = Element | string

type Child = Node | undefined | readonly (Node | undefined)[]

/** Builds an element; attributes and children that are `undefined` are left out. */
export function el(name: string, attributes: Readonly<Record<string, string | undefined>> = {}, ...children: Child[]): Element {
  const given = Object.entries(attributes).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return { name, attributes: Object.fromEntries(given), children: children.flat().filter((child) => child !== undefined) }
}

/** The same element, declaring the HL7 V3 namespace. */
export function inHl7(element: Element): Element {
  return { ...element, attributes: { xmlns: 'urn:hl7-org:v3', ...element.attributes } }
}

/** XML text without insignificant white space. */
export function toXml(node: Node): string {
  if (typeof node === 'string') return escapeText(node)
  const attributes = Object.entries(node.attributes).map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`)
  return `<${node.name}${attributes.join('')}>${node.children.map(toXml).join('')}</${node.name}>`
}

/** A message as the service hands it out: declaration, two spaces a level, empty elements closed. */
export function toPrettyXml(root: Element): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${pretty(root, '')}`
}

function pretty(node: Element, indent: string): string {
  const attributes = Object.entries(node.attributes).sort(([a], [b]) => (a === 'xmlns' ? -1 : b === 'xmlns' ? 1 : a.localeCompare(b)))
  const open = `${indent}<${node.name}${attributes.map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`).join('')}`
  if (node.children.length === 0) return `${open}/>`
  if (node.children.some((child) => typeof child === 'string')) return `${open}>${node.children.map(toXml).join('')}</${node.name}>`
  const children = node.children.map((child) => pretty(child as Element, `${indent}  `))
  return `${open}>\n${children.join('\n')}\n${indent}</${node.name}>`
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** Tabs and line breaks become blanks, as an XML parser would make of them. */
function escapeAttribute(value: string): string {
  return value
    .replace(/\r?\n|[\t\f]+/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
