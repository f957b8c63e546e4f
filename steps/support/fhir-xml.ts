import { DOMParser } from '@xmldom/xmldom'

/** A FHIR resource or element as JSON has it. */
export type Tree = { [name: string]: unknown }

const FHIR = 'http://hl7.org/fhir'
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value)
const quoted = (value: unknown) => `"${String(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')}"`

/** A resource as FHIR XML. Members have to be in the order of the specification already. */
export function asXml(resource: Tree): string {
  return element(resource, ` xmlns="${FHIR}"`)
}

function element({ resourceType, ...members }: Tree, attributes = ''): string {
  return `<${String(resourceType)}${attributes}>${inside(members)}</${String(resourceType)}>`
}

function inside(members: Tree): string {
  return Object.entries(members)
    .flatMap(([name, value]) => [value].flat().map((each) => member(name, each)))
    .join('')
}

function member(name: string, value: unknown): string {
  if (!isTree(value)) return name === 'div' ? String(value) : `<${name} value=${quoted(value)}/>`
  if ('resourceType' in value) return `<${name}>${element(value)}</${name}>`
  const { url, ...members } = value
  return url === undefined ? `<${name}>${inside(value)}</${name}>` : `<${name} url=${quoted(url)}>${inside(members)}</${name}>`
}

/** What came, in either form; nothing when it is neither. In XML, what occurs once is no list. */
export function readFhir(content: string): Tree | undefined {
  try {
    if (content.trimStart().startsWith('{')) return JSON.parse(content) as Tree
    const fail = (why: string) => {
      throw new Error(why)
    }
    const root = new DOMParser({ errorHandler: { warning: fail, error: fail, fatalError: fail } }).parseFromString(content, 'application/xml').documentElement
    return root?.namespaceURI === FHIR ? { resourceType: root.localName, ...read(root) } : undefined
  } catch {
    // Whoever asked finds that it cannot be read.
    return undefined
  }
}

const elements = (of: Element): Element[] => Array.from(of.childNodes as unknown as ArrayLike<Node>).filter((node): node is Element => node.nodeType === 1)

function read(of: Element): Tree {
  const tree: Tree = of.hasAttribute('url') ? { url: of.getAttribute('url') } : {}
  for (const child of elements(of)) {
    const name = child.localName
    const [only] = elements(child)
    const value = name === 'resource' && only ? { resourceType: only.localName, ...read(only) } : child.hasAttribute('value') && !only ? child.getAttribute('value') : read(child)
    tree[name] = name in tree ? [tree[name], value].flat() : value
  }
  return tree
}

/** The first value at a path, as text. */
export function textAt(tree: unknown, ...path: string[]): string | undefined {
  const value = path.reduce<unknown>((at, name) => [isTree(at) ? at[name] : undefined].flat()[0], tree)
  return isTree(value) || value === undefined || value === null ? undefined : String(value)
}

/** All that stands under a name. */
export function listAt(tree: unknown, name: string): unknown[] {
  const value = isTree(tree) ? tree[name] : undefined
  return value === undefined ? [] : [value].flat()
}
