import type { Criteria, NationalAdvice } from '../national/ers/types.ts'
import type { Person } from './referral.ts'

/** unconfirmed: sent, and nobody knows whether it arrived. sent: e-RS has it. not-sent: e-RS refused it. */
export type AdviceStatus = 'unconfirmed' | 'sent' | 'not-sent'

/** A question to a specialist about a patient. */
export interface Advice {
  id: string
  version: number
  patientId: string
  status: AdviceStatus
  ubrn?: string
  details: {
    criteria: Criteria
    service: { id: string; name: string }
    question: string
    /** Whether the specialist may make a referral of it. */
    mayConvert: boolean
    clinician: Person
    author: Person
    askedAt: string
  }
  /** As e-RS last gave it, with the conversation. */
  national?: NationalAdvice
}

/** Where a conversation stands, in words. Source: eRS-AdviceAndGuidanceStatus-1. */
export const ADVICE_WORDS: Readonly<Record<string, string>> = {
  PROVIDER_RESPONSE_REQUIRED: 'Waiting for the specialist’s answer',
  REFERRER_TO_REVIEW_RESPONSE: 'Answered: read the advice',
  REFERRER_TO_SUBMIT_FURTHER_INFORMATION: 'The specialist asks for more information: give it in the e-RS web application',
  CONVERSATION_ENDED_CLOSED: 'Closed',
  CONVERSATION_ENDED_CANCELLED: 'Cancelled',
  ADVICE_CONVERTED: 'Made into a referral by the specialist',
}

const OVER = new Set(['CONVERSATION_ENDED_CLOSED', 'CONVERSATION_ENDED_CANCELLED', 'ADVICE_CONVERTED'])

/** Whether nothing more is to come. */
export const isOver = ({ national }: Advice): boolean => national !== undefined && OVER.has(national.status)
