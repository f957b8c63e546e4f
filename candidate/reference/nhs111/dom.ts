import { DOMParser } from '@xmldom/xmldom'
import { behaviour } from '../behaviour.ts'

/** Whether XML from elsewhere may be read at all: a document type could name files of ours, or grow beyond all bounds. */
export const isHarmless = behaviour('nhs111.isHarmless', (xml: string): boolean => !/<!DOCTYPE/i.test(xml))

/** Reads XML from elsewhere; gives nothing for what is none, or means harm. */
export function parseXml(xml: string): Element | undefined {
  if (!isHarmless(xml)) return undefined
  const fail = (message: string) => {
    throw new Error(message)
  }
  try {
    return new DOMParser({ errorHandler: { warning: fail, error: fail, fatalError: fail } }).parseFromString(xml, 'application/xml').documentElement ?? undefined
  } catch {
    // Whoever asked says that it cannot be read.
    return undefined
  }
}

/** Elements below another, by local name: prefixes differ from sender to sender. */
export const children = (of: Element | undefined, name?: string): Element[] =>
  of === undefined ? [] : Array.from(of.childNodes as unknown as ArrayLike<Node>).filter((node): node is Element => node.nodeType === 1 && (name === undefined || (node as Element).localName === name))

/** The first at a path. */
export const below = (of: Element | undefined, ...path: string[]): Element | undefined => path.reduce<Element | undefined>((here, name) => children(here, name)[0], of)

export const attribute = (of: Element | undefined, name: string): string | undefined => of?.getAttribute(name)?.trim() || undefined

export const textOf = (of: Element | undefined): string | undefined => of?.textContent?.trim() || undefined
