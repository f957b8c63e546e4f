import { findFreeSlots } from '../appointments/find-slots.ts'
import type { Slot } from '../appointments/clinic-session.ts'
import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { includes } from '../patient-facing/appointments/routes.ts'
import { stu3Slot } from '../patient-facing/appointments/stu3.ts'
import type { Services } from '../services.ts'
import { answer, searchset, type Door } from './answering.ts'
import { GpcError } from './gpc-error.ts'
import { periodBetween } from './search-period.ts'
import { demandShared } from './sharing.ts'

/** Two days, both inclusive, at most two weeks apart; and an hour for the change of the clocks. */
const LONGEST_MS = 15 * 86_400_000 + 3_600_000

/** Whether a search covers more than two weeks. */
export const isTooWide = behaviour('gp-connect.isTooWide', ({ from, to }: { from: number; to: number }): boolean => to - from > LONGEST_MS)

/** The slots that other organisations are shown: free, to come, bookable from outside, and wholly within the time asked for. */
export const slotsOffered = behaviour('gp-connect.slotsOffered', (services: Services, within: { from: number; to: number }): Slot[] =>
  findFreeSlots(services, { ...within, forPatients: true }).filter(({ endsAt }) => endsAt <= within.to),
)

/** The value of a parameter that has to be there, once. */
export const neededOnce = behaviour('gp-connect.neededOnce', (name: string, values: readonly string[]): string => {
  const [value, ...more] = values
  if (value === undefined || more.length > 0) throw new GpcError('BAD_REQUEST', `${name} is needed, once.`)
  return value
})

/** What goes along with slots: always their sessions; who and where if asked for. */
export const includesAsked = behaviour('gp-connect.includesAsked', includes)

/** Search for free slots. Source: GP Connect, search for free slots. */
export function slotRoutes(door: Door): void {
  door.on('GET', '/Slot', ['searchSlots'], ({ context, services, work }) => {
    demandShared(services, 'appointments')
    const one = (name: string) => neededOnce(name, context.req.queries(name) ?? [])
    const [start, end, status] = [one('start'), one('end'), one('status')]
    if (!(context.req.queries('_include') ?? []).includes('Slot:schedule')) throw new GpcError('BAD_REQUEST', '_include=Slot:schedule is needed.')
    if (status !== 'free') throw new GpcError('INVALID_PARAMETER', 'status is free.')
    const within = periodBetween(start, end)
    if (isTooWide(within)) throw new GpcError('INVALID_PARAMETER', 'A search covers two weeks at most.')
    const slots = slotsOffered(services, within)
    audited(work, { event: 'slots-viewed', action: 'R', detail: { found: slots.length } })
    return answer(context, searchset([...slots.map(stu3Slot), ...includesAsked(work, slots, context.req.queries('_include:recurse') ?? [])]))
  })
}
