import { behaviour } from '../behaviour.ts'
import type { ReceivedInterchange } from '../edifact/read-interchange.ts'
import { writeInterchange, writeMessage, stamp, type Line } from '../edifact/write-interchange.ts'

/** What became of one message: taken, or why not. */
export interface MessageFate {
  problem?: string
}

/** What becomes of an interchange. Source: NHSACK, code list "nhsack". */
export type Fate = 'IAF' | 'IAP' | 'IRA' | 'IRI' | 'IRM'

const WORDS: Partial<Record<Fate, string>> = { IRI: 'Error while parsing interchange', IRM: 'Error parsing messages' }

/** Accepted, accepted in part, or refused: what the laboratory goes by. */
export const fateOf = behaviour('laboratory.fateOf', ({ fault }: Pick<ReceivedInterchange, 'fault'>, messages: readonly MessageFate[]): Fate => {
  if (fault === 'interchange') return 'IRI'
  if (fault === 'messages') return 'IRM'
  const refused = messages.filter(({ problem }) => problem !== undefined).length
  return refused === 0 ? 'IAF' : refused === messages.length ? 'IRA' : 'IAP'
})

/** A text of at most five parts of seventy characters. Source: FTX, free text. */
const cut = (text: string): string[] => (text.match(/.{1,70}/gsu) ?? []).slice(0, 5)

/** The acknowledgement of an interchange: who sent it stands as its recipient. */
export function nhsack({ sender, recipient, reference }: ReceivedInterchange, fate: Fate, messages: readonly MessageFate[], { number, at }: { number: number; at: number }): string {
  const error = (text: string): Line => ['FTX', 'ERD', '', '', cut(text)]
  const words = WORDS[fate]
  const told = words !== undefined ? [error(words)] : messages.flatMap(({ problem }, place): Line[] => [['NMR', ['AGO', String(place + 1)], problem === undefined ? 'MA' : 'MR'], ...(problem === undefined ? [] : [error(problem)])])
  const message = writeMessage('1', ['NHSACK', 'D', '1', 'NH', 'NHS001'], [['BGM', 'AKR'], ['DTM', ['137', stamp(at).day, '102']], ['NIR', ['SIR', reference], sender, recipient, fate], ...told])
  return writeInterchange({ syntax: ['UNOC', '3'], advice: true, sender: recipient, recipient: sender, reference: String(number), at, application: 'NHSACK' }, [message])
}
