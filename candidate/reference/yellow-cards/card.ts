/** What became of a reaction, in the words of the form. Source: ICH E2B(R2), B.2.i.8. */
export const OUTCOMES = { recovered: '1', recovering: '2', 'not-recovered': '3', 'recovered-with-sequelae': '4', fatal: '5', unknown: '6' } as const

export type ReactionOutcome = keyof typeof OUTCOMES

export const isOutcome = (value: string): value is ReactionOutcome => Object.hasOwn(OUTCOMES, value)

/**
 * sending: handed over, no answer yet. sent: the regulator has it. not-sent: it has not, or nobody knows; it can be sent again without
 * harm. refused: the regulator has said what is wrong with it.
 */
export type CardState = 'sending' | 'sent' | 'not-sent' | 'refused'

/** A medicine on a card. */
export interface CardDrug {
  term: string
  dosage: string
  /** ISO date. */
  startedOn: string
  /** Suspected of the reaction, or taken beside it. */
  suspect: boolean
}

/** A report of a suspected adverse reaction to a medicine. */
export interface YellowCard {
  id: string
  patientId: string
  /** Our own identifier of it, which never changes: the regulator knows a repetition by it. */
  reference: string
  reaction: string
  /** ISO date. */
  startedOn: string
  outcome: ReactionOutcome
  drugs: CardDrug[]
  reportedAt: string
  state: CardState
  /** The regulator's number. */
  number?: string
  problem?: string
}
