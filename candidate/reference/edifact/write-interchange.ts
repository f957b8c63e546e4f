import { behaviour } from '../behaviour.ts'
import type { Party } from './read-interchange.ts'

/** A segment to be written: tag, then elements; one of several components is a list. */
export type Line = readonly [tag: string, ...elements: (string | readonly string[])[]]

/** Releases what has a meaning of its own within a text. */
export const release = behaviour('edifact.release', (text: string): string => text.replaceAll(/[?+:']/g, '?$&'))

/** Drops what is empty at the end of a list: the syntax does not write it. */
const shortened = (list: readonly string[]): string[] => list.slice(0, list.findLastIndex((each) => each !== '') + 1)

export const line = ([tag, ...elements]: Line): string =>
  `${[tag, ...shortened(elements.map((element) => (typeof element === 'string' ? release(element) : shortened(element.map(release)).join(':'))))].join('+')}'`

/** The number of segments that UNT gives: UNH and UNT are counted. */
export const segmentCount = behaviour('edifact.segmentCount', (between: number): number => between + 2)

/** A message with its envelope. `type` has the components of UNH: `['NHSACK', 'D', '1', 'NH', 'NHS001']`. */
export const writeMessage = (reference: string, type: readonly string[], body: readonly Line[]): string =>
  [line(['UNH', reference, type]), ...body.map(line), line(['UNT', String(segmentCount(body.length)), reference])].join('\n')

export interface InterchangeHead {
  syntax: readonly string[]
  /** Begins with UNA, as laboratories' interchanges do. */
  advice: boolean
  sender: Party
  recipient: Party
  reference: string
  /** Epoch ms. */
  at: number
  application?: string
  agreement?: string
}

/** `yyMMdd` and `HHmm`, UTC, from an instant. */
export function stamp(at: number): { date: string; time: string; day: string } {
  const digits = new Date(at).toISOString().replaceAll(/\D/g, '')
  return { date: digits.slice(2, 8), time: digits.slice(8, 12), day: digits.slice(0, 8) }
}

export function writeInterchange({ syntax, advice, sender, recipient, reference, at, application = '', agreement = '' }: InterchangeHead, messages: readonly string[]): string {
  const { date, time } = stamp(at)
  const head = line(['UNB', syntax, sender, recipient, [date, time], reference, '', application, '', '', agreement])
  return [...(advice ? ["UNA:+.? '"] : []), head, ...messages, line(['UNZ', String(messages.length), reference])].join('\n')
}
