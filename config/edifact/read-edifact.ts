import { at, type Segment } from './segment.ts'

/** A message of an interchange: what stands between its UNH and its UNT. */
export interface Message {
  reference: string
  /** `NHSACK:D:1:NH:NHS001` */
  type: string
  segments: Segment[]
}

/** An interchange as it was read, with everything in it that the syntax does not allow. */
export interface Interchange {
  syntax: string
  sender: string
  recipient: string
  date: string
  time: string
  reference: string
  application: string
  acknowledge: boolean
  messages: Message[]
  /** In words; empty when it is as it should be. */
  problems: string[]
}

/** More than this is no interchange that anybody sends: it is refused unread. */
export const LIMITS = { characters: 5_000_000, segments: 100_000, components: 2_000 }

interface Marks {
  component: string
  element: string
  release: string
  terminator: string
}

const USUAL: Marks = { component: ':', element: '+', release: '?', terminator: "'" }

/**
 * The segments of a text, UNA taken account of; line breaks between them are no part of them. A UNA without its reserved space, as one of
 * the published examples has it, is taken for the usual one.
 *
 * @throws Error saying what is wrong: too long, nothing terminated, a release character that releases nothing
 */
export function readSegments(text: string): Segment[] {
  if (text.length > LIMITS.characters) throw new Error(`longer than ${LIMITS.characters} characters`)
  const body = text.trimStart()
  const advice = /^UNA(.)(.)(.)(.)(.)([^\w\s])/s.exec(body)
  const marks: Marks = advice ? { component: advice[1]!, element: advice[2]!, release: advice[4]!, terminator: advice[6]! } : USUAL
  const segments: Segment[] = []
  let elements: string[][] = [['']]
  let pending = false
  const end = () => {
    const [[tag = ''] = [], ...rest] = elements
    if (!/^[A-Z][A-Z0-9]{2}$/.test(tag)) throw new Error(`segment ${segments.length + 1} begins with "${tag.slice(0, 20)}", which is no tag`)
    if (segments.push({ tag, elements: rest }) > LIMITS.segments) throw new Error(`more than ${LIMITS.segments} segments`)
    elements = [['']]
    pending = false
  }
  for (let place = advice ? 9 : body.startsWith("UNA:+.?'") ? 8 : 0; place < body.length; place++) {
    let character = body[place]!
    if (!pending && /\s/.test(character)) continue
    pending = true
    const components = elements.at(-1)!
    if (character === marks.terminator) end()
    else if (character === marks.element) elements.push([''])
    else if (character === marks.component) components.push('')
    else {
      if (character === marks.release) {
        character = body[++place] ?? ''
        if (character === '') throw new Error('the text ends with a release character')
      }
      components[components.length - 1] += character
    }
    if (elements.length + components.length > LIMITS.components) throw new Error(`segment ${segments.length + 1} has more than ${LIMITS.components} parts`)
  }
  // The published examples leave out the very last terminator now and then.
  const rest = elements.flat().join('').trim()
  if (pending && rest !== '') {
    elements.at(-1)![elements.at(-1)!.length - 1] = elements.at(-1)!.at(-1)!.trimEnd()
    end()
  }
  return segments
}

const joined = (segment: Segment, element: number) => (segment.elements[element] ?? []).join(':')

/** Reads one interchange and holds it to its own counts and control references. Gives nothing when there is no UNB to answer to. */
export function readInterchange(text: string): Interchange | undefined {
  let segments: Segment[]
  try {
    segments = readSegments(text)
  } catch {
    return undefined
  }
  const [head, ...rest] = segments
  if (head?.tag !== 'UNB') return undefined
  const problems: string[] = []
  const messages: Message[] = []
  let open: Message | undefined
  let closed = false
  for (const segment of rest) {
    if (closed) problems.push(`${segment.tag} after UNZ`)
    if (segment.tag === 'UNH') {
      if (open) problems.push(`message ${open.reference} has no UNT`)
      open = { reference: at(segment, 0), type: joined(segment, 1), segments: [] }
    } else if (segment.tag === 'UNT') {
      if (!open) problems.push('UNT without UNH')
      else {
        const counted = open.segments.length + 2
        if (Number(at(segment, 0)) !== counted) problems.push(`message ${open.reference} says ${at(segment, 0)} segments and has ${counted}`)
        if (at(segment, 1) !== open.reference) problems.push(`message ${open.reference} ends as ${at(segment, 1)}`)
        messages.push(open)
      }
      open = undefined
    } else if (segment.tag === 'UNZ') {
      closed = true
      if (open) problems.push(`message ${open.reference} has no UNT`)
      if (Number(at(segment, 0)) !== messages.length) problems.push(`it says ${at(segment, 0)} messages and has ${messages.length}`)
      if (at(segment, 1) !== at(head, 4)) problems.push(`interchange ${at(head, 4)} ends as ${at(segment, 1)}`)
    } else if (open) open.segments.push(segment)
    else problems.push(`${segment.tag} outside a message`)
  }
  if (!closed) problems.push('it has no UNZ')
  return {
    syntax: joined(head, 0),
    sender: joined(head, 1),
    recipient: joined(head, 2),
    date: at(head, 3),
    time: at(head, 3, 1),
    reference: at(head, 4),
    application: at(head, 6),
    acknowledge: at(head, 8) === '1',
    messages,
    problems,
  }
}
