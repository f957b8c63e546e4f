import { defineParameterType } from '@cucumber/cucumber'
import type { Fault } from '../../mocks/kit/faults.ts'
import type { AdjustmentsView } from '../../candidate/port/adjustments.ts'
import { TROUBLES } from './trouble.ts'
import { must, type AssayWorld } from '../world.ts'

type Shape = Pick<Fault, 'kind' | 'ms' | 'status' | 'name' | 'headers'>

/** Adjustments by the words of a scenario: SNOMED CT concepts that the published examples use. */
const ADJUSTMENTS: Record<string, { code: string; category: string }> = {
  'Does lip read': { code: '441092009', category: '001' },
  'Requires visual alert': { code: '7961610000001018', category: '004' },
  'Requires information verbally': { code: '367741000000102', category: '003' },
}

/** An adjustment as the outside world records it. The category of the hospital's is one that only they know. */
export function adjustment(term: string): { code: string; display: string; category: string } {
  const known = ADJUSTMENTS[term]
  if (!known) throw new Error(`Failed to find the adjustment "${term}": expected one of ${Object.keys(ADJUSTMENTS).join(', ')}.`)
  return { ...known, display: term }
}

const OWN_TROUBLES: Record<string, Shape> = {
  ...TROUBLES,
  'does not let us in': { kind: 'error', name: 'ACCESS_DENIED' },
  'does not accept it': { kind: 'error', name: 'INVALID_UPDATE' },
}

defineParameterType({
  name: 'adjustmentsTrouble',
  regexp: new RegExp(
    Object.keys(OWN_TROUBLES)
      .sort((a, b) => b.length - a.length)
      .join('|'),
  ),
  transformer: (words: string) => OWN_TROUBLES[words]!,
})

/** What a parameter `{adjustmentsTrouble}` becomes. */
export type AdjustmentsTrouble = Shape

/** What somebody saw of the patient's adjustments last. */
export function lastSeen(world: AssayWorld): AdjustmentsView {
  const seen = world.notes.get('adjustments seen') as AdjustmentsView | undefined
  if (!seen) throw new Error('Failed to tell what the user has in front of them: no step before this one opened the adjustments.')
  return seen
}

/** Opens the adjustments and remembers what was seen. */
export async function openAdjustments(world: AssayWorld, persona: string): Promise<AdjustmentsView> {
  const seen = must(await world.candidate.adjustments.open(await world.actAs(persona), world.patient.view.id), 'show reasonable adjustments')
  world.notes.set('adjustments seen', seen)
  return seen
}
