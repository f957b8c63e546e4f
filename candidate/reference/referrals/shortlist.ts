import { behaviour } from '../behaviour.ts'
import type { OfferedService, Priority } from '../national/ers/types.ts'
import { Refusal } from '../refusal.ts'

/** e-RS takes no longer shortlist. Source: A011, A031. */
export const SHORTLIST_LIMIT = 20

/** What is wrong with a shortlist, before e-RS has to say so. */
export const whatIsWrongWith = behaviour('referrals.whatIsWrongWith', (services: readonly string[]): string | undefined => {
  if (services.length === 0) return 'Choose at least one service.'
  if (services.length > SHORTLIST_LIMIT) return `A shortlist holds ${SHORTLIST_LIMIT} services at most; this one has ${services.length}. Nothing was sent. Take ${services.length - SHORTLIST_LIMIT} off.`
  return new Set(services).size < services.length ? 'A service is on the shortlist twice. Nothing was sent.' : undefined
})

/** The shortlist as it goes to e-RS: all of it, in the order in which the services were chosen. */
export const shortlistToSend = behaviour('referrals.shortlistToSend', (services: readonly { id: string; name: string }[]): { id: string; name: string }[] => [...services])

/** Code of the warning that a lone triage service leaves an urgent referral to the patient. */
export const LONE_TRIAGE = 'warning-lone-triage-service'

/**
 * What the user has to confirm about a shortlist. An urgent referral to nothing but one triage service waits until the patient
 * moves it on. Source: A011, "important notes when creating a referral".
 */
export const warningsOf = behaviour('referrals.warningsOf', (priority: Priority, services: readonly OfferedService[]): { reason: string; text: string }[] =>
  priority !== 'ROUTINE' && services.length === 1 && services[0]!.triage
    ? [{ reason: LONE_TRIAGE, text: 'The only service on the shortlist is a triage service. It does nothing until the referral is sent into it, which may delay an urgent patient. Add a service that can be booked, or confirm that you will send the referral into triage.' }]
    : [],
)

/** @throws Refusal `rule` */
export function checkShortlist(services: readonly string[]): void {
  const wrong = whatIsWrongWith(services)
  if (wrong !== undefined) throw new Refusal('rule', [{ field: 'shortlist', reason: 'shortlist', text: wrong }])
}

/** The services of a search that were chosen, in the order of choice. One that the search did not find keeps its id for a name. */
export const chosenFrom = (found: readonly OfferedService[], ids: readonly string[]): { id: string; name: string }[] => ids.map((id) => ({ id, name: found.find((service) => service.id === id)?.name ?? id }))
