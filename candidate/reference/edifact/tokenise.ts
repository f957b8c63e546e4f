import { behaviour } from '../behaviour.ts'
import type { Segment } from './segment.ts'

/** What cannot be read as EDIFACT at all. */
export class EdifactError extends Error {
  override name = 'EdifactError'
}

/** Bounds of what is read at all: a message from outside must not take the system's memory or time. */
export const BOUNDS = { characters: 5_000_000, segments: 100_000, partsOfSegment: 2_000 }

/** The characters that mean something. Source: ISO 9735, UNA service string advice. */
interface Service {
  component: string
  element: string
  release: string
  terminator: string
}

/** What UNA says, and how long it is. Without one, or with one that lacks its reserved character, what is usual in the NHS. */
function serviceOf(text: string): { service: Service; length: number } {
  const usual: Service = { component: ':', element: '+', release: '?', terminator: "'" }
  if (!text.startsWith('UNA')) return { service: usual, length: 0 }
  if (text.startsWith("UNA:+.?'")) return { service: usual, length: 8 }
  const [component, element, , release, , terminator] = text.slice(3, 9)
  if (component === undefined || element === undefined || release === undefined || terminator === undefined) throw new EdifactError('The service string advice is cut off.')
  return { service: { component, element, release, terminator }, length: 9 }
}

/** What stands after a release character: that very character, whatever it would mean otherwise. */
export const releasedCharacter = behaviour('edifact.releasedCharacter', (_release: string, character: string): string => character)

/**
 * Cuts a text into segments.
 *
 * @throws EdifactError when it is too long, or no sequence of segments
 */
export function tokenise(text: string): Segment[] {
  if (text.length > BOUNDS.characters) throw new EdifactError('The message is too long.')
  const trimmed = text.trim()
  const { service, length } = serviceOf(trimmed)
  const segments: Segment[] = []
  let start = length
  let place = length
  while (place < trimmed.length) {
    const character = trimmed[place]
    if (character === service.release) place++
    else if (character === service.terminator) {
      segments.push(segmentOf(trimmed.slice(start, place), service))
      if (segments.length > BOUNDS.segments) throw new EdifactError('The message has too many segments.')
      start = place + 1
    }
    place++
  }
  // Some senders leave out the last terminator.
  if (trimmed.slice(start).trim() !== '') segments.push(segmentOf(trimmed.slice(start), service))
  return segments
}

function segmentOf(text: string, { component, element, release }: Service): Segment {
  const elements: string[][] = [['']]
  const body = text.replace(/^[\r\n\t ]+/, '')
  let parts = 1
  for (let place = 0; place < body.length; place++) {
    const character = body[place]!
    const last = elements.at(-1)!
    if (character === element || character === component) {
      if (++parts > BOUNDS.partsOfSegment) throw new EdifactError('A segment has too many parts.')
      if (character === element) elements.push([''])
      else last.push('')
    } else if (character === release) {
      const next = body[++place]
      if (next === undefined) throw new EdifactError('A segment ends with a release character.')
      last[last.length - 1] += releasedCharacter(release, next)
    } else last[last.length - 1] += character
  }
  const [[tag = ''] = [], ...rest] = elements
  if (!/^[A-Z][A-Z0-9]{2}$/.test(tag)) throw new EdifactError(`"${tag.slice(0, 12)}" begins no segment.`)
  return { tag, elements: rest }
}
