import type { ControlClient } from '../../mocks/control-client.ts'
import { check, finding } from './check.ts'

type NationalReferral = Awaited<ReturnType<ControlClient['outside']['ers']['listReferrals']>>[number]

/** What e-RS is to hold of a patient's one referral. Absent: may be anything. */
export interface AtErs {
  ubrn?: string
  priority?: string
  specialty?: string
  clinicType?: string
  /** Ids, in order. */
  services?: readonly string[]
  /** SDS user ids. */
  clinicianId?: string
  userId?: string
  state?: string
  stateReason?: string
  appointmentAt?: string
}

/** How many referrals of a patient e-RS has: one that was sent twice is two, and two appointments. */
export const ensureReferralsAtErs = check('e-RS has as many referrals of the patient as were meant', async ({ outside }, { nhsNumber, count }: { nhsNumber: string; count: number }) => {
  const referrals = await outside.ers.listReferrals({ nhsNumber })
  return referrals.length !== count && finding('more or fewer', { expected: String(count), seen: `${referrals.length}: ${referrals.map(({ ubrn }) => ubrn).join(', ')}` })
})

/** e-RS has one referral of the patient, and it says what it is to say. */
export const ensureAtErs = check('e-RS has the referral as it was meant', async ({ outside }, { nhsNumber, expected }: { nhsNumber: string; expected: AtErs }) => {
  const referrals = await outside.ers.listReferrals({ nhsNumber })
  const [referral, ...more] = expected.ubrn === undefined ? referrals : referrals.filter(({ ubrn }) => ubrn === expected.ubrn)
  if (!referral) return finding('e-RS has no such referral', { expected: expected.ubrn ?? 'one of this patient', seen: referrals.map(({ ubrn }) => ubrn).join(', ') || 'none' })
  const seen = asSeen(referral)
  return [
    more.length > 0 && finding('e-RS has more than one', { expected: '1', seen: String(1 + more.length) }),
    ...Object.entries(expected).map(([name, value]) => {
      const found = seen[name as keyof AtErs]
      return value !== undefined && JSON.stringify(found) !== JSON.stringify(value) && finding(`another ${name}`, { expected: value, seen: found ?? 'nothing' })
    }),
  ]
})

function asSeen({ ubrn, priority, criteria, shortlist, referrer, state, appointment }: NationalReferral): AtErs {
  const code = (name: string) => (criteria.find((each) => each.name === name)?.['valueCoding'] as { code?: string } | undefined)?.code
  const [specialty, clinicType] = [code('specialty'), code('clinicType')]
  return {
    ubrn,
    priority,
    ...(specialty !== undefined && { specialty }),
    ...(clinicType !== undefined && { clinicType }),
    services: shortlist,
    clinicianId: referrer.clinicianId,
    userId: referrer.userId,
    state: state.code,
    ...(state.reason && { stateReason: state.reason.code }),
    ...(appointment?.start !== undefined && { appointmentAt: appointment.start }),
  }
}
