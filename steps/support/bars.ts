import { defineParameterType } from '@cucumber/cucumber'
import type { SentElsewhereView, TimeElsewhere } from '../../candidate/port/booking-referral.ts'
import { CandidateFault } from '../../candidate/port/faults.ts'
import type { Fault } from '../../mocks/kit/faults.ts'
import { must, type AssayWorld } from '../world.ts'
import { TROUBLES } from './trouble.ts'

/** A place to which patients are referred, as the mocked catalogue has it. */
export interface BarsPlace {
  odsCode: string
  serviceId: string
}

/** Places by how scenarios name them. */
export const PLACES: Record<string, BarsPlace> = {
  'Hollins Pharmacy': { odsCode: 'FZ901', serviceId: '2000000901' },
  'Riverside Chemist': { odsCode: 'FZ902', serviceId: '2000000902' },
  'Former Pharmacy': { odsCode: 'FZ903', serviceId: '2000000903' },
  'the urgent treatment centre': { odsCode: 'RZ901', serviceId: '2000000930' },
  'a service of an older version': { odsCode: 'RZ9', serviceId: '2000000931' },
  'a practice with two addresses': { odsCode: 'A99902', serviceId: '2000000932' },
  'an organisation without a service': { odsCode: 'QZZ', serviceId: 'none' },
}

type Shape = Pick<Fault, 'kind' | 'ms' | 'status' | 'name' | 'headers'>

const OWN_TROUBLES: Record<string, Shape> = {
  ...TROUBLES,
  'does not accept it': { kind: 'error', name: 'REC_BAD_REQUEST-invariant' },
}

const oneOf = (words: object) =>
  new RegExp(
    Object.keys(words)
      .sort((a, b) => b.length - a.length)
      .join('|'),
  )

defineParameterType({ name: 'barsPlace', regexp: oneOf(PLACES), transformer: (words: string) => PLACES[words]! })
defineParameterType({ name: 'barsTrouble', regexp: oneOf(OWN_TROUBLES), transformer: (words: string) => OWN_TROUBLES[words]! })

/** What a parameter `{barsTrouble}` becomes. */
export type BarsTrouble = Shape

/** What was referred or booked last, as the user was shown it. */
export function sentLast(world: AssayWorld): SentElsewhereView {
  const sent = world.notes.get('sent elsewhere') as SentElsewhereView | undefined
  if (!sent) throw new CandidateFault('The candidate shows nothing that was referred or booked: there is nothing to go on with.')
  return sent
}

/** What the candidate keeps of what was to be sent, newest first; of a sending that it has refused, too. */
export async function keptOf(world: AssayWorld, name: string): Promise<SentElsewhereView[]> {
  const kept = must(await world.candidate.bookingReferral.list(await world.behindTheScenes('GP'), world.named(name).view?.id ?? 'none'), 'show what was referred and booked elsewhere')
  if (kept[0]) world.notes.set('sent elsewhere', kept[0])
  return kept
}

/** The times that the user was shown. */
export function timesSeen(world: AssayWorld): TimeElsewhere[] {
  const times = world.notes.get('times elsewhere') as TimeElsewhere[] | undefined
  if (!times) throw new Error('Failed to choose a time: no step before this one looked for times elsewhere.')
  return times
}

/** The time that the scenario's user chooses: not the first, and hardly ever that of a scenario at the same moment. */
export function timeChosen(world: AssayWorld): TimeElsewhere {
  const times = timesSeen(world)
  const time = times[1 + world.make.pick(Math.max(1, times.length - 2))]
  if (!time) throw new CandidateFault(`The candidate shows ${times.length} times of the other service: too few to choose from.`)
  return time
}
