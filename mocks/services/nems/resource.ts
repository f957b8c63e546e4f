import { DOMParser } from '@xmldom/xmldom'

type Element = globalThis.Element

/** What a Subscription resource says, whatever it was written in. */
export interface Wanted {
  status?: string
  reason?: string
  criteria?: string
  end?: string
  contacts: { system?: string; use?: string; value?: string }[]
  channel: { type?: string; endpoint?: string; payload?: string }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
const withoutGaps = <T extends object>(object: T): T => Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T

/** Reads a Subscription in JSON; undefined for what is none. */
export function fromJson(body: unknown): Wanted | undefined {
  if (!isObject(body) || body['resourceType'] !== 'Subscription') return undefined
  const { status, reason, criteria, end, contact, channel } = body
  const part = (value: unknown, ...names: string[]) => withoutGaps(Object.fromEntries(names.map((name) => [name, text(isObject(value) ? value[name] : undefined)])))
  return {
    ...withoutGaps({ status: text(status), reason: text(reason), criteria: text(criteria), end: text(end) }),
    contacts: (Array.isArray(contact) ? contact : []).map((each) => part(each, 'system', 'use', 'value')),
    channel: part(channel, 'type', 'endpoint', 'payload'),
  } as Wanted
}

/** Reads a Subscription in XML; undefined for what is none or not well formed. */
export function fromXml(body: string): Wanted | undefined {
  const refuse = (message: string): never => {
    throw new SyntaxError(message)
  }
  let root: Element | undefined
  try {
    const document = new DOMParser({ errorHandler: { warning: refuse, error: refuse, fatalError: refuse } }).parseFromString(body, 'application/xml') as Document | undefined
    root = document?.documentElement
  } catch {
    // Not XML: the caller is told so.
    return undefined
  }
  if (root?.localName !== 'Subscription' || root.namespaceURI !== 'http://hl7.org/fhir') return undefined
  const children = (of: Element, name: string) => Array.from(of.childNodes).filter((node): node is Element => node.nodeType === 1 && (node as Element).localName === name)
  const value = (of: Element | undefined, name: string) => (of && children(of, name)[0]?.getAttribute('value')) ?? undefined
  const part = (of: Element | undefined, ...names: string[]) => withoutGaps(Object.fromEntries(names.map((name) => [name, value(of, name)])))
  return { ...part(root, 'status', 'reason', 'criteria', 'end'), contacts: children(root, 'contact').map((each) => part(each, 'system', 'use', 'value')), channel: part(children(root, 'channel')[0], 'type', 'endpoint', 'payload') } as Wanted
}

export const escapeXml = (value: string) => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** A subscription as it is answered: with its id, and active. */
export function toXml(id: string, { reason = '', criteria = '', end, contacts, channel }: Wanted, lastUpdated: string): string {
  const element = (name: string, value: string | undefined) => (value === undefined ? '' : `<${name} value="${escapeXml(value)}"/>`)
  const group = (name: string, members: Record<string, string | undefined>) => `<${name}>${Object.entries(members).map(([each, value]) => element(each, value)).join('')}</${name}>`
  return `<Subscription xmlns="http://hl7.org/fhir">${element('id', id)}<meta>${element('lastUpdated', lastUpdated)}<profile value="https://fhir.nhs.uk/STU3/StructureDefinition/EMS-Subscription-1"/></meta>${element('status', 'active')}${contacts.map((each) => group('contact', each)).join('')}${element('end', end)}${element('reason', reason)}${element('criteria', criteria)}${group('channel', channel)}</Subscription>`
}
