import type { MedicationState, MedicationView } from '../../candidate/port/prescribing.ts'
import { check, finding } from './check.ts'

/** The candidate shows these items, and that they stand so. */
export const ensureMedicationState = check('the medication stands as it should', (_sight, { shown, expected }: { shown: readonly MedicationView[]; expected: readonly MedicationState[] }) => {
  const seen = shown.map(({ state }) => state)
  return seen.join() !== expected.join() && finding('it stands otherwise', { expected: expected.join(', ') || 'no item', seen: shown.map(({ term, state }) => `${term}: ${state}`).join(', ') || 'no item' })
})
