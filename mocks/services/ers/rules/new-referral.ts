import type { Environment } from '../../../kit/environment.ts'
import type { Caller } from '../access.ts'
import { codeSystem } from '../codes/systems.ts'
import type { Ers } from '../ers-route.ts'
import type { Appointment, Referral } from '../model/referral.ts'
import type { Criteria } from '../request/criteria.ts'
import { newId, newUbrn, type ErsState } from '../state.ts'

/** Version a new referral is given out with: e-RS has already worked on it three times by then (published examples). */
const FIRST_VERSION = 3

/** Services, and the criteria that found them. */
export interface ChosenServices {
  criteria: Pick<Criteria, 'priority' | 'parameters'>
  services: readonly { id: string }[]
}

/** Puts a new referral into the state. Its UBRN is new on every call: e-RS knows no replay, so a request sent twice makes two. */
export function newReferral(
  { state, now, random }: { state: ErsState; now: number; random: Environment['random'] },
  caller: Pick<Caller & { kind: 'user' }, 'userId' | 'organisation'>,
  input: { nhsNumber: string; clinicianId: string; shortlist: ChosenServices; letterIntention: Referral['letterIntention']; reminderDays: number; pathwayStart?: string },
): Referral {
  const { nhsNumber, clinicianId, shortlist, letterIntention, reminderDays, pathwayStart } = input
  const referral: Referral = {
    ubrn: newUbrn(state),
    requestId: `r.${random.uuid()}`,
    version: FIRST_VERSION,
    nhsNumber,
    priority: shortlist.criteria.priority,
    criteria: shortlist.criteria.parameters,
    shortlist: shortlist.services.map((service) => service.id),
    commissioningRuleOrganisation: caller.organisation,
    referrer: { organisation: caller.organisation, userId: caller.userId, clinicianId },
    letterIntention,
    reminderDays,
    ...(pathwayStart !== undefined && { pathwayStart }),
    state: { code: 'NOT_BOOKED' },
    attachments: [],
    password: passwordOf(random),
    created: now,
    lastUpdated: now,
  }
  state.referrals.set(referral.ubrn, referral)
  return referral
}

/** Something a patient can type: word and digits. */
function passwordOf(random: { below(limit: number): number; digits(count: number): string }): string {
  return `${PASSWORD_WORDS[random.below(PASSWORD_WORDS.length)]}${random.digits(3)}`
}
const PASSWORD_WORDS = ['amber', 'barley', 'cedar', 'dapple', 'ember', 'fathom', 'garnet', 'hazel', 'ivory', 'juniper', 'kestrel', 'lantern']

/** Sends a referral to a triage service for review. */
export function sendForTriage(ers: Ers, referral: Referral, serviceId: string): Appointment {
  const reason = { system: codeSystem('ReviewReason'), code: 'TRIAGE' }
  const appointment: Appointment = { id: newId(ers.state), ubrn: referral.ubrn, version: 1, status: 'proposed', serviceId, reason, created: ers.now }
  referral.appointment = appointment
  referral.state = { code: 'AWAITING_TRIAGE', reason }
  return appointment
}

/** Notes that a referral changed: next version, new time. */
export function touch(ers: { now: number }, referral: Referral, by = 1): void {
  referral.version += by
  referral.lastUpdated = ers.now
}
