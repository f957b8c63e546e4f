import type { Segment } from './segment.ts'

/** A segment as one types it: each element is a component, or a list of them. */
export type Written = [tag: string, ...elements: (string | readonly string[])[]]

/** The service string of NHS interchanges: component, element, decimal mark, release, reserved, terminator. */
export const SERVICE_STRING = "UNA:+.? '"

const released = (text: string) => text.replaceAll(/[?:+']/g, '?$&')
/** Empty components and elements at the end are left out, as the syntax has it. */
const trimmed = (list: readonly string[]) => list.slice(0, list.findLastIndex((each) => each !== '') + 1)

/** One segment with its terminator; what has a meaning of its own in the text is released. Source: ISO 9735, level A syntax. */
export function writeSegment([tag, ...elements]: Written): string {
  const written = elements.map((element) => (typeof element === 'string' ? released(element) : trimmed(element.map(released)).join(':')))
  return `${[tag, ...trimmed(written)].join('+')}'`
}

export const segment = ([tag, ...elements]: Written): Segment => ({ tag, elements: elements.map((element) => (typeof element === 'string' ? [element] : [...element])) })

/** A message between UNH and UNT, with the number of its segments. `type` as `MEDRPT:0:1:RT:NHS003`. */
export function writeMessage(reference: string, type: string, body: readonly Written[]): string {
  const lines = [['UNH', reference, type.split(':')] as Written, ...body]
  return [...lines.map(writeSegment), writeSegment(['UNT', String(lines.length + 1), reference])].join('\r\n')
}

export interface Envelope {
  /** Syntax: `UNOC:3`, `UNOA:2`. */
  syntax: string
  sender: string
  recipient: string
  /** Control reference of the interchange. */
  reference: string
  /** `yyMMdd` and `HHmm`. */
  date: string
  time: string
  /** What the interchange is for: MEDRPT, NHSACK, RECEP. */
  application?: string
  acknowledge?: boolean
  /** Words at the end of UNB, as a RECEP has. */
  agreement?: string
}

/** An interchange around messages that are written already. */
export function writeInterchange(envelope: Envelope, messages: readonly string[]): string {
  const { syntax, sender, recipient, reference, date, time, application = '', acknowledge, agreement = '' } = envelope
  const head: Written = ['UNB', syntax.split(':'), sender.split(':'), recipient.split(':'), [date, time], reference, '', application, '', acknowledge ? '1' : '', agreement]
  return [...(syntax === 'UNOC:3' ? [SERVICE_STRING] : []), writeSegment(head), ...messages, writeSegment(['UNZ', String(messages.length), reference])].join('\r\n')
}
