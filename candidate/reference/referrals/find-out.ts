import { behaviour } from '../behaviour.ts'
import type { NationalReferral, Worklist, WorklistEntry } from '../national/ers/types.ts'
import { Refusal } from '../refusal.ts'
import type { Work } from '../work.ts'
import { criteriaOf, type Referral } from './referral.ts'
import { referralsStore } from './referrals-store.ts'

/** The clocks of two systems may differ by so much. */
const CLOCK_DIFFERENCE_MS = 5 * 60_000

/** Whether a line of a worklist may be a referral that was sent and not confirmed: patient, urgency, sender and time agree. */
export const mayBe = behaviour('referrals.mayBe', ({ details }: Referral, nhsNumber: string, entry: WorklistEntry): boolean => {
  const { sending, priority } = details
  return (
    entry.nhsNumber === nhsNumber &&
    entry.priority === priority &&
    entry.referrer === sending?.by &&
    Date.parse(entry.created) >= Date.parse(sending.at) - CLOCK_DIFFERENCE_MS
  )
})

/** Whether a referral in e-RS is the one that was sent: looked for by the same criteria, with the same services in the same order. */
export const isTheSame = behaviour('referrals.isTheSame', ({ details }: Referral, found: NationalReferral): boolean => {
  const { specialty, clinicType } = criteriaOf(details)
  const services = (list: readonly { id: string }[]) => list.map(({ id }) => id).join()
  return found.specialty === specialty && found.clinicType === clinicType && services(found.services) === services(details.shortlist)
})

/**
 * What became of a referral that was sent and not confirmed. e-RS has no search by patient, and takes a repetition for another
 * referral; but a new referral is on a worklist of the practice, from where it can be told by what it says.
 *
 * @returns undefined if e-RS does not have it
 * @throws Refusal when e-RS cannot be asked, or several look alike
 */
export const lookForIt = behaviour('referrals.lookForIt', async (work: Work, referral: Referral, nhsNumber: string): Promise<NationalReferral | undefined> => {
  const { ers } = work.services
  const store = referralsStore(work.services)
  const lists: Worklist[] = ['AWAITING_BOOKING', ...(referral.details.letterToCome ? (['LETTERS_OUTSTANDING'] as const) : [])]
  for (const list of lists) {
    const candidates = (await ers.worklist(work, list)).filter((entry) => mayBe(referral, nhsNumber, entry) && !store.byUbrn(entry.ubrn))
    const found: NationalReferral[] = []
    for (const { ubrn } of candidates) {
      const national = await ers.readReferral(work, ubrn)
      if (isTheSame(referral, national)) found.push(national)
    }
    if (found.length > 1) throw new Refusal('rule', [{ reason: 'several-alike', text: `e-RS has ${found.length} referrals like this one: ${found.map(({ ubrn }) => ubrn).join(', ')}. Nothing was sent. Look at them in e-RS.` }])
    if (found[0]) return found[0]
  }
  return undefined
})
