import type { AdviceRequest } from '../model/advice-request.ts'
import type { Referral } from '../model/referral.ts'
import type { ErsState } from '../state.ts'

/** The referral of a UBRN; a UBRN that is not there is a mistake of the scenario. */
export function referralOf(state: ErsState, ubrn: string): Referral {
  const referral = state.referrals.get(ubrn)
  if (!referral) throw new Error(`Failed to find referral ${ubrn}. There are: ${[...state.referrals.keys()].join(', ') || 'none'}.`)
  return referral
}

/** The advice and guidance request of a UBRN. */
export function adviceOf(state: ErsState, ubrn: string): AdviceRequest {
  const advice = state.advice.get(ubrn)
  if (!advice) throw new Error(`Failed to find advice request ${ubrn}. There are: ${[...state.advice.keys()].join(', ') || 'none'}.`)
  return advice
}
