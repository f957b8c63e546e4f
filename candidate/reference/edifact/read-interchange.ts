import { part, type Segment } from './segment.ts'
import { EdifactError, tokenise } from './tokenise.ts'

/** A party to an interchange: its code, and the qualifier that says whose code it is. */
export type Party = readonly string[]

export interface EdifactMessage {
  reference: string
  /** `MEDRPT`, `FHSREG`, `RECEP`. */
  type: string
  /** Association code, which tells variants apart: `NHS003`. */
  variant: string
  /** Between UNH and UNT. */
  segments: readonly Segment[]
  /** It has as many segments as it says. */
  counted: boolean
}

/** What is wrong with an interchange as a whole. `interchange`: its ends do not fit each other. `messages`: those of a message do not. */
export type Fault = 'interchange' | 'messages'

export interface ReceivedInterchange {
  sender: Party
  recipient: Party
  reference: string
  /** Its sender wants to be told what became of it. */
  wantsAnswer: boolean
  messages: readonly EdifactMessage[]
  /** It has an end: nothing was cut off. */
  ended: boolean
  fault?: Fault
}

/**
 * Reads an interchange and compares control references and the number of messages. A wrong number of segments is told and borne: so do
 * the published systems.
 *
 * @throws EdifactError when nobody could be answered: it is no EDIFACT, or has no UNB
 */
export function readInterchange(text: string): ReceivedInterchange {
  const [head, ...rest] = tokenise(text)
  if (head?.tag !== 'UNB') throw new EdifactError('It does not begin as an interchange does.')
  const tail = rest.at(-1)
  const ended = tail?.tag === 'UNZ'
  const { messages, broken } = messagesOf(ended ? rest.slice(0, -1) : rest)
  const reference = part(head, 5)
  const said = Number(part(tail, 1))
  const fits = ended && part(tail, 2) === reference && (broken || said === messages.length)
  const fault: Fault | undefined = !fits ? 'interchange' : broken || messages.length === 0 ? 'messages' : undefined
  return {
    sender: head.elements[1] ?? [],
    recipient: head.elements[2] ?? [],
    reference,
    wantsAnswer: part(head, 9) === '1',
    messages,
    ended,
    ...(fault && { fault }),
  }
}

/** The messages of a list of segments; `broken` when they are not one UNH and its own UNT after another. */
export function messagesOf(segments: readonly Segment[]): { messages: EdifactMessage[]; broken: boolean } {
  const messages: EdifactMessage[] = []
  let head: Segment | undefined
  let body: Segment[] = []
  let broken = false
  for (const segment of segments) {
    if (segment.tag === 'UNH') {
      if (head) broken = true
      head = segment
      body = []
    } else if (segment.tag === 'UNT') {
      if (!head || part(segment, 2) !== part(head, 1)) broken = true
      if (head) messages.push({ reference: part(head, 1), type: part(head, 2), variant: part(head, 2, 5), segments: body, counted: Number(part(segment, 1)) === body.length + 2 })
      head = undefined
    } else if (head) body.push(segment)
    else broken = true
  }
  return { messages, broken: broken || head !== undefined }
}
