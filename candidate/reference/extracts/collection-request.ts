import { DOMParser } from '@xmldom/xmldom'
import type { Wanted } from './coded-entries.ts'

/** What a national collection asks for. */
export interface CollectionRequest {
  /** Tells this request from all others. */
  request: string
  collection: string
  wanted: Wanted
}

/**
 * Reads a request; undefined for what is none. No format is public: this one has what the requirement speaks of (an agreed collection,
 * whom it is about, what is coded and structured).
 */
export function readRequest(xml: string): CollectionRequest | undefined {
  // A document type could name files of ours, or grow beyond all bounds.
  if (/<!DOCTYPE/i.test(xml)) return undefined
  try {
    const fail = (message: string) => {
      throw new Error(message)
    }
    const root = new DOMParser({ errorHandler: { warning: fail, error: fail, fatalError: fail } }).parseFromString(xml, 'application/xml').documentElement
    if (root?.nodeName !== 'CollectionRequest') return undefined
    const all = (name: string) => Array.from(root.getElementsByTagName(name) as unknown as ArrayLike<Element>, (element) => (element.textContent ?? '').trim())
    const one = (name: string) => all(name)[0] ?? ''
    const [request, collection, codes] = [one('Request'), one('Collection'), all('Code')]
    const wanted = { bornFrom: one('BornFrom'), bornTo: one('BornTo'), recordedFrom: one('RecordedFrom'), recordedTo: one('RecordedTo'), codes }
    return request && collection && codes.length > 0 && wanted.bornFrom && wanted.bornTo && wanted.recordedFrom && wanted.recordedTo ? { request, collection, wanted } : undefined
  } catch {
    // Whoever asked is told that nobody can read it.
    return undefined
  }
}
