import type { Work } from '../work.ts'
import { changeReferral } from './change-referral.ts'
import { criteriaOf, priorityToSend, type Referral } from './referral.ts'
import type { Seen } from './seen.ts'
import { checkShortlist, shortlistToSend } from './shortlist.ts'

/** Puts other services on the shortlist of a referral that has no appointment. */
export async function changeShortlist(work: Work, seen: Seen, services: readonly { id: string; name: string }[], shownPatient?: string): Promise<Referral> {
  checkShortlist(services.map(({ id }) => id))
  const wanted = shortlistToSend(services).map(({ id }) => id)
  return changeReferral(work, seen, {
    event: 'referral-shortlist-changed',
    ...(shownPatient !== undefined && { shownPatient }),
    make: ({ details }, version) =>
      work.services.ers.changeShortlist(work, version, { criteria: priorityToSend(criteriaOf(details)), services: wanted, letterToCome: details.letterToCome }),
    isMade: (national) => national.services.map(({ id }) => id).join() === wanted.join(),
    detail: { services: wanted },
  })
}
